using FsCheck;
using FsCheck.Fluent;
using TradingBot.Data.Recordings.Rows;

namespace TradingBot.Tests.Recordings;

public class ScaledDecimalTests
{
    [Theory]
    [InlineData("1.5", 2, 150)]
    [InlineData("1.50000", 1, 15)]
    [InlineData("-0.00000001", 8, -1)]
    [InlineData("0", 18, 0)]
    [InlineData("999999999999999999", 0, 999_999_999_999_999_999)]
    public void A_number_is_stored_as_a_whole_one_of_its_last_digit(string number, int decimals, long scaled)
    {
        ScaledDecimal.TryScale(Exact(number), decimals, out var found).Should().BeTrue();
        found.Should().Be(scaled);
        ScaledDecimal.ToDecimal(scaled, decimals).Should().Be(Exact(number));
    }

    [Theory]
    [InlineData("1.51", 1)]
    [InlineData("1000000000000000000", 0)]
    [InlineData("10000000000", 8)]
    [InlineData("79228162514264337593543950335", 18)]
    public void A_number_that_does_not_fit_is_refused_and_never_rounded(string number, int decimals) =>
        ScaledDecimal.TryScale(Exact(number), decimals, out _).Should().BeFalse();

    [Theory]
    [InlineData("1.500", 1)]
    [InlineData("100", 0)]
    [InlineData("0.00000", 0)]
    [InlineData("0.0000100", 5)]
    public void Trailing_zeros_need_no_decimals(string number, int decimals) =>
        ScaledDecimal.DecimalsOf(Exact(number)).Should().Be(decimals);

    [Fact]
    public void All_decimals_are_printed_again() =>
        FormattableString.Invariant($"{ScaledDecimal.ToDecimal(100, 2)}").Should().Be("1.00");

    [Fact]
    public void A_set_of_ids_says_what_a_set_says()
    {
        var property = Prop.ForAll(Gen.Choose(1, 30).ListOf().ToArbitrary(), ids =>
        {
            var (ranges, set) = (new IdRanges(), new SortedSet<long>());
            foreach (var id in ids)
            {
                if (ranges.Add(id) != set.Add(id))
                    return false;
            }

            var holes = set.Zip(set.Skip(1)).Where(pair => pair.Second > pair.First + 1);
            return ranges.Holes.SequenceEqual(holes)
                && Enumerable.Range(1, 30).All(last => Enumerable.Range(last + 2, 5).All(next =>
                    ranges.HasAllBetween(last, next)
                    == Enumerable.Range(last + 1, next - last - 1).All(id => set.Contains(id))));
        });
        property.Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20261130, 1));
    }

    private static decimal Exact(string number) =>
        decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
}
