using TradingBot.Input;
using TradingBot.Tests.Cli;

namespace TradingBot.Tests.UserStrategies;

/// <summary>What a strategy throws is one line with its file and line.</summary>
public sealed class ThrowingStrategyTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("throw new OperationCanceledException(\"mine\");", "(7): OperationCanceledException: mine")]
    [InlineData("throw new Exception(\"boom\\nsecond line\");", "(7): Exception: boom second line")]
    [InlineData("_ = Bad.Value;", "(10): DivideByZeroException: static")]
    public void An_exception_in_a_candle_is_one_line_with_its_place(string statement, string error)
    {
        var run = Run(statement, "new Throwing()");

        run.Errors.Should().Be($"{_directory["Throwing.cs"]}{error}\n");
        run.ExitCode.Should().Be(ExitCode.WrongInput);
    }

    [Theory]
    [InlineData("throw new OperationCanceledException(\"mine\")", "(9): OperationCanceledException: mine")]
    [InlineData("throw new Exception(\"boom\\r\\nsecond line\")", "(9): Exception: boom second line")]
    public void An_exception_before_the_first_candle_is_one_line_with_its_place(string factory, string error)
    {
        var run = Run("", factory);

        run.Errors.Should().Be($"{_directory["Throwing.cs"]}{error}\n");
        run.ExitCode.Should().Be(ExitCode.WrongInput);
    }

    [Fact]
    public void A_loop_without_end_in_a_static_field_of_the_strategy_is_named()
    {
        var run = Run("", "new Throwing()", "public static readonly int N = Endless.Loop();");

        run.Errors.Should().Be(
            $"{_directory["Throwing.cs"]}(11): StrategyRunawayException: "
            + "more than 20,000,000 loop iterations and method calls\n");
        run.ExitCode.Should().Be(ExitCode.WrongInput);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named_as_it_was_typed() =>
        Shell.Run("-p 240 --data synthetic -s 2020-02-01 -e 2020-02-05 --strategy ./None.cs")
            .Should().Be(new Shell.Outcome(ExitCode.WrongInput, "", "./None.cs: no such file\n"));

    private Shell.Outcome Run(string statement, string factory, string field = "")
    {
        var file = _directory["Throwing.cs"];
        File.WriteAllText(file, Source.Replace("//HERE", statement, StringComparison.Ordinal)
            .Replace("//FACTORY", factory, StringComparison.Ordinal)
            .Replace("//FIELD", field, StringComparison.Ordinal));
        return Shell.Run($"-p 240 --data synthetic -s 2020-02-01 -e 2020-02-05 --fee 0.26% --strategy {file}");
    }

    private const string Source =
        """
        using TradingBot.Core.Market; using TradingBot.Core.Strategies;
        public sealed class Throwing : IStrategy
        {
            public int WarmUp => 0;
            public Signal OnCandleClosed(in Candle candle)
            {
                //HERE return Signal.None;
            }
            public static StrategyDefinition Definition { get; } = new("throwing", "throws", [], (_, _) => //FACTORY);
            static class Bad { public static int Value = Set(); static int Set() => throw new DivideByZeroException("static"); }
            private static class Endless { public static int Loop() { while (true) { } } }
            //FIELD
        }
        """;
}
