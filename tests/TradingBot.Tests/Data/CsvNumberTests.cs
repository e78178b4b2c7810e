using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace TradingBot.Tests.Data;

public sealed class CsvNumberTests
{
    [Fact]
    public void A_number_is_the_correctly_rounded_double_however_many_digits_it_has()
    {
        var digits = Gen.Elements("0123456789".ToCharArray());
        var number =
            from whole in Gen.Choose(0, 22)
            from decimals in Gen.Choose(0, 24)
            from text in digits.ArrayOf(whole + decimals + 1)
            select new string(text, 0, whole + 1) + (decimals > 0 ? "." + new string(text, whole + 1, decimals) : "");
        Check(number);
    }

    [Fact]
    public void A_number_is_the_correctly_rounded_double_in_every_notation_of_it()
    {
        var number =
            from value in ArbMap.Default.GeneratorFor<NormalFloat>()
            from format in Gen.Elements("R", "E16", "F2", "F8", "F17", "G15")
            select Math.Abs(value.Get).ToString(format, CultureInfo.InvariantCulture);
        Check(number);
    }

    [Theory]
    [InlineData("9007199254740992")] // 2^53, the last that is read digit by digit
    [InlineData("9007199254740993")] // between two doubles
    [InlineData("0.1")]
    [InlineData("5.")]
    [InlineData(".5")]
    [InlineData("18446744073709551616")] // 2^64
    [InlineData("0000000000000000000000000000042")]
    [InlineData("0.00000000000000000000000000001")]
    [InlineData("1.7976931348623157e308")]
    [InlineData("4.9406564584124654E-324")]
    [InlineData("2.2250738585072011e-308")]
    public void So_are_the_edges(string text) => IsParsedAsDoubleParseDoes([text]).Should().BeTrue();

    private static void Check(Gen<string> number) =>
        Prop.ForAll(number.ArrayOf(50).ToArbitrary(), IsParsedAsDoubleParseDoes)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(20_260_101, 7));

    /// <summary>The numbers as volumes of a file, the one column in which every size is allowed.</summary>
    private static bool IsParsedAsDoubleParseDoes(string[] numbers)
    {
        var csv = new StringBuilder();
        for (var i = 0; i < numbers.Length; i++)
            csv.AppendJoin(',', Csv.Epoch + i * 60, "1", "1", "1", "1", numbers[i], "1\n");
        return Csv.Read(csv.ToString(), minutes: 1).Select(candle => candle.Volume).SequenceEqual(numbers.Select(Parse));
    }

    private static double Parse(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
