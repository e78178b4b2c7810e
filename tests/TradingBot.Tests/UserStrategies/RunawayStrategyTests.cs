using TradingBot.Core.Strategies;
using TradingBot.Input;
using TradingBot.Tests.Cli;
using TradingBot.UserStrategies;

namespace TradingBot.Tests.UserStrategies;

/// <summary>A strategy that does not come to an end takes nothing with it.</summary>
public sealed class RunawayStrategyTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("while (true) _n++;")]
    [InlineData("do { } while (true);")]
    [InlineData("for (;;) { }")]
    [InlineData("foreach (var i in Endless()) _n += i;")]
    [InlineData("again: _n++; goto again;")]
    [InlineData("Func<int> f = () => { while (true) { } }; f();")]
    [InlineData("Twice(60);")]
    [InlineData("while (true) { try { while (true) { } } catch { } }")]
    [InlineData("while (true) { try { while (true) { } } finally { while (true) { } } }")]
    [InlineData("try { throw new Exception(); } finally { while (true) { } }")]
    [InlineData("try { _n = 1; } finally { while (true) { } }")]
    [InlineData("try { while (true) { } } catch { return Signal.None; }")]
    [InlineData("try { while (true) { } } catch (Exception e) when (e.Message != \"\") { return Signal.None; }")]
    [InlineData("while (true) { try { throw new Exception(); } catch (Exception) { } }")]
    [InlineData("_n = Bad.Value;")]
    [InlineData("Action a = delegate { while (true) { } }; a();")]
    [InlineData("new List<int> { 1, 2 }.Sort((a, b) => { while (true) { } });")]
    public void A_loop_without_end_is_one_line_with_its_place_and_its_candle(string statement)
    {
        var run = Run(statement);

        run.ExitCode.Should().NotBe(0);
        run.Errors.TrimEnd().Should().MatchRegex(
            @"^\S+Runaway\.cs\(\d+\): did not finish the candle of 2020-\d\d-\d\d \d\d:00:00 UTC: "
            + @"more than 20,000,000 loop iterations and method calls$");
    }

    [Theory]
    [InlineData("Down(1);")]
    [InlineData("Arrow(1);")]
    [InlineData("_n = Property;")]
    [InlineData("_n = Getter;")]
    [InlineData("_n = this[1];")]
    [InlineData("Local(); void Local() => Local();")]
    [InlineData("Func<int, int> f = null!; f = n => f(n + 1); f(1);")]
    [InlineData("_ = new Nested();")]
    [InlineData("_ = -new Nested(1);")]
    [InlineData("_ = new Node();")]
    [InlineData("_ = new Link(1);")]
    [InlineData("_ = new Chained();")]
    [InlineData("_ = new Derived(1);")]
    [InlineData("_n = Reference(1);")]
    [InlineData("throw Thrown();")]
    [InlineData("Action a = null!; a = delegate { a(); }; a();")]
    [InlineData("new List<Sorted> { new(), new() }.Sort();")]
    [InlineData("Sort(1, 2);")]
    [InlineData("Comparison<int> c = null!; c = (a, b) => { new List<int> { 1, 2 }.Sort(c); return 0; }; c(1, 2);")]
    public void A_recursion_without_end_does_not_end_the_program(string statement)
    {
        var run = Run(statement);

        run.ExitCode.Should().NotBe(0);
        run.Errors.TrimEnd().Should().MatchRegex(@"^\S+Runaway\.cs\(\d+\): .*: methods call each other without end$");
    }

    [Fact]
    public void What_the_language_can_say_is_computed_as_it_is_written()
    {
        var run = Run("if (Everything() != 1234) throw new Exception($\"{Everything()}\");");

        (run.ExitCode, run.Errors).Should().Be((0, ""));
    }

    [Fact]
    public void Each_candle_has_its_own_turns() =>
        Run("for (var i = 0; i < 500_000; i++) _n++;").ExitCode.Should().Be(0, "in 200 candles there are 100,000,000");

    [Theory]
    [InlineData("public int WarmUp => -5;", "Runaway.cs: WarmUp is -5; it must be 0 or more")]
    [InlineData("public int WarmUp => throw new Exception(\"no\");", "Runaway.cs(5): Exception: no")]
    [InlineData("public int WarmUp { get { while (true) { } } }", "Runaway.cs(5): StrategyRunawayException: more than *")]
    public void A_warm_up_that_is_none_is_refused(string warmUp, string error)
    {
        var run = Run("", warmUp);

        run.ExitCode.Should().Be(ExitCode.WrongInput);
        run.Errors.TrimEnd().Should().Match($"*{error}").And.NotContain("\n");
    }

    [Fact]
    public void All_errors_come_at_once_each_where_it_was_written()
    {
        var run = Run("Console.WriteLine(1); for (;;) { }\n        int lenght = \"x\";\n        undefined();");

        run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(3)
            .And.SatisfyRespectively(
                first => first.Should().Contain("Runaway.cs(8,9): Console"),
                second => second.Should().Contain("Runaway.cs(9,22): "),
                third => third.Should().Contain("Runaway.cs(10,9): "));
    }

    [Fact]
    public void A_run_that_is_told_to_end_ends_a_loop_within_a_candle()
    {
        using var stop = new CancellationTokenSource();
        using (StrategyGuard.Until(stop.Token))
        {
            StrategyGuard.Begin();
            Turn(200_000);
            stop.Cancel();
            ((Action)(() => Turn(200_000))).Should().Throw<OperationCanceledException>();
        }

        StrategyGuard.Begin();
        Turn(200_000);

        static void Turn(int times)
        {
            for (var i = 0; i < times; i++)
                StrategyGuard.Turn();
        }
    }

    [Fact]
    public void What_ended_a_candle_ends_it_again_at_every_further_step_and_is_not_caught()
    {
        StrategyGuard.Begin();
        StrategyGuard.MayCatch().Should().BeTrue();
        FluentActions.Invoking(() =>
        {
            while (true)
                StrategyGuard.Turn();
        }).Should().Throw<StrategyRunawayException>();

        StrategyGuard.MayCatch().Should().BeFalse();
        FluentActions.Invoking(StrategyGuard.Turn).Should().Throw<StrategyRunawayException>();
        StrategyGuard.Begin();
        FluentActions.Invoking(StrategyGuard.Turn).Should().NotThrow();
    }

    [Fact]
    public void A_run_that_is_told_to_end_ends_before_a_candle_that_takes_its_time()
    {
        using var stop = new CancellationTokenSource();
        using (StrategyGuard.Until(stop.Token))
        {
            StrategyGuard.Begin();
            stop.Cancel();

            FluentActions.Invoking(StrategyGuard.Begin).Should().Throw<OperationCanceledException>();
        }
    }

    [Fact]
    public void A_strategy_that_hangs_beyond_the_end_of_the_program_is_named_with_its_candle()
    {
        StrategyDeadline.Words(("./Mine.cs", 1_580_515_200)).Should().Be(
            "./Mine.cs: did not finish the candle of 2020-02-01 00:00:00 UTC; the program ends without it");
        StrategyDeadline.Words(("./Mine.cs", 0)).Should().Be(
            "./Mine.cs: did not return before its first candle; the program ends without it");
    }

    private Shell.Outcome Run(string statement, string warmUp = "public int WarmUp => 0;")
    {
        var file = _directory["Runaway.cs"];
        File.WriteAllText(file, Source.Replace("//WARMUP", warmUp, StringComparison.Ordinal)
            .Replace("//HERE", statement, StringComparison.Ordinal));
        return Shell.Run($"-p 240 --data synthetic -s 2020-02-01 -e 2020-02-05 --fee 0.26% --strategy {file}");
    }

    private const string Source =
        """
        using TradingBot.Core.Charts; using TradingBot.Core.Market; using TradingBot.Core.Strategies;
        public sealed class Runaway : IStrategy
        {
            private int _n;
            //WARMUP
            public Signal OnCandleClosed(in Candle candle)
            {
                //HERE
                return Signal.None;
            }
            public static StrategyDefinition Definition { get; } = new("runaway", "never ends", [], (_, _) => new Runaway());
            private IEnumerable<int> Endless() { while (true) yield return 1; }
            private int Twice(int n) { if (n == 0) return 1; return Twice(n - 1) + Twice(n - 1); }
            private int Down(int n) { return Down(n + 1) + 1; }
            private int Arrow(int n) => Arrow(n + 1) + 1;
            private int Property => Property + 1;
            private int Getter { get { return Getter + 1; } }
            private int this[int i] => this[i + 1] + 1;
            private sealed class Nested
            {
                public Nested() { _ = new Nested(); }
                public Nested(int n) { }
                public static Nested operator -(Nested one) => -one;
            }
            private static class Bad
            {
                public static readonly int Value = Loop();
                private static int Loop() { while (true) { } }
            }
            private class Node { public Node Next = new Node(); }
            private record Link(int Number) { public Link Next { get; } = new(Number); }
            private class Chained
            {
                public Chained() : this(new Chained()) { }
                public Chained(Chained? next) { }
            }
            private class Derived(int n) : Chained(new Derived(n));
            private ref int Reference(int n) => ref Reference(n + 1);
            private Exception Thrown() => throw Thrown();
            private int Sort(int a, int b) { new List<int> { 1, 2 }.Sort(Sort); return 0; }
            private sealed class Sorted : IComparable<Sorted>
            {
                public int CompareTo(Sorted? other) { new List<Sorted> { new(), new() }.Sort(); return 0; }
            }
            private readonly record struct Point(int X) { public int Y { get; } = X - X; public Point() : this(0) { } }
            private class Named(string name, int[]? more = null)
            {
                private readonly byte _small = 7;
                private readonly int[] _list = [1, 2];
                private readonly double _real = 1, _other = 2;
                private readonly Func<int> _get = () => 3;
                public Named(int n) : this(name: new string('x', n), more: new[] { n }) { }
                public int Sum => name.Length + more!.Length + _small + _list.Length + (int)(_real + _other) + _get();
            }
            private readonly int[] _cells = [0, 0, 7];
            private ref int Cell(int i) => ref _cells[i];
            private int Never => throw new InvalidOperationException();
            public static explicit operator int(Runaway one) => one._n;
            private static T Same<T>(T value) where T : struct => value;
            private void Count() => _n++;
            private int Set { get => _n; set => _n = value; }
            private static IEnumerable<(int One, int Two)> Pairs() { yield return (1, 2); yield return (3, 4); }
            private int Everything()
            {
                var sum = 0;
                foreach (var (one, two) in Pairs()) sum += one * two; // 14
                for (int i = 0, j = 9; i < j; i++, j--) sum++; // 19
                Cell(1) = 1; sum += Cell(1) + Cell(2); // 27
                Set = 5; Count(); sum += (int)this; // 33
                Func<int, int> twice = n => 2 * n; Action more = () => sum++; more(); // 34
                sum += Same(twice(3)) + new[] { 1, 2, 3 }.Where(n => n > 1).Sum(n => n * n); // 53
                switch (sum) { case 53: sum++; goto case 54; case 54: sum += 100; break; default: sum = 0; break; } // 154
                int Add(int n) => n == 0 ? 0 : 1 + Add(n - 1);
                sum += Add(80) + (sum > 0 ? 1000 : Never); // 1234
                if (default(Point) != new Point(0) || new Named(4).Sum != 20) sum = 0;
                try { sum += int.Parse("none"); } catch (FormatException e) when (e.Message != "") { sum++; sum--; }
                var falling = new List<int> { 1, 3, 2 }; falling.Sort((a, b) => b.CompareTo(a)); sum += falling[0] - 3;
                return sum;
            }
        }
        """;
}
