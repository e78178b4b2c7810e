using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TradingBot.Bots;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Storage;
using TradingBot.Tests.Bots;
using TradingBot.Tests.Cli;
using TradingBot.Tests.Storage;
using TradingBot.UserStrategies;

namespace TradingBot.Tests.UserStrategies;

/// <summary>A strategy of the user's own, from a C# file or an assembly.</summary>
public sealed class StrategyFileTests : IDisposable
{
    private const string Backtest = "-p 240 --data synthetic -s 2020-02-01 -e 2020-12-31 --fee 0.26%";
    private readonly TemporaryDirectory _directory = new();

    private string TestFile => Path.Combine(_directory["MyStrategyTests"], "MyStrategyTests.cs");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void The_written_strategy_compiles_and_trades()
    {
        var run = Shell.Run($"{Backtest} --strategy {Write()} --output {_directory["report"]}");

        run.ExitCode.Should().Be(0, run.Errors);
        run.Output.Should().Contain("my-strategy");
        var trades = File.ReadAllLines(Path.Combine(_directory["report"], "trades.csv"))[1..];
        trades.Should().HaveCountGreaterThan(10);
        trades.Should().OnlyContain(trade => trade.Contains(
            "fast average crossed above the slow one,fast average crossed below the slow one", StringComparison.Ordinal));
    }

    [Fact]
    public void The_written_test_passes()
    {
        var file = Write();
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        const string usings = "global using System; global using System.Collections.Generic; global using System.Linq;";
        string[] sources = [usings, File.ReadAllText(file), File.ReadAllText(TestFile)];

        var tests = System.Reflection.Assembly.Load(Compile(sources, [.. trusted])).GetType("MyStrategyTests")!;

        var facts = tests.GetMethods().Where(method => method.IsDefined(typeof(FactAttribute), false)).ToArray();
        facts.Should().HaveCount(2);
        foreach (var fact in facts)
            fact.Invoke(Activator.CreateInstance(tests), null);
    }

    [Fact]
    public void What_is_there_already_is_never_written_over()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(TestFile)!);
        File.WriteAllText(TestFile, "mine");

        FluentActions.Invoking(() => Write()).Should().Throw<TradingBot.Input.UserError>()
            .WithMessage("*MyStrategyTests.cs' exists already and is unchanged");

        File.ReadAllText(TestFile).Should().Be("mine");
        File.Exists(_directory["MyStrategy.cs"]).Should().BeFalse("all files are written or none");
    }

    [Theory]
    [InlineData("my-strategy")]
    [InlineData("../MyStrategy")]
    [InlineData("7Strategy")]
    public void A_name_that_is_no_class_name_is_refused(string name) =>
        Shell.Run(["strategies", "new", name]).Should().Be(new Shell.Outcome(
            2, "", $"'{name}' is not allowed; use a class name of letters and digits, such as MyStrategy\n"));

    [Fact]
    public void Its_parameters_are_shown_with_those_that_every_strategy_has()
    {
        var shown = Shell.Run(["strategies", "show", Write()]);

        shown.Output.Should().StartWith("my-strategy: enters when").And.Contain("a whole number from 2 to 5000")
            .And.Contain("take-profit").And.Contain("exits ");
    }

    [Fact]
    public void Its_parameters_are_checked_as_those_of_the_catalogue_are()
    {
        var file = Write();

        Shell.Run($"{Backtest} --strategy {file} --set fast=0").Should().Be(new Shell.Outcome(
            2, "", "--set: '0' is not allowed for fast; use a whole number from 1 to 5000\n"));
        Shell.Run($"{Backtest} --strategy {file} --set fast=30").Errors
            .Should().Be("--set: fast (30) must be less than slow (30)\n");
    }

    [Fact]
    public void What_does_not_compile_is_shown_with_its_place()
    {
        var file = Write(source => source
            .Replace("_ => Signal.None,", "_ => Signal.Nothing,", StringComparison.Ordinal)
            .Replace("settings.PriceSource());\n    }", "settings.PriceSource())\n    }", StringComparison.Ordinal));
        var source = File.ReadAllLines(file);
        var semicolon = Array.FindLastIndex(source, line => line.EndsWith("settings.PriceSource())", StringComparison.Ordinal));
        var nothing = Array.FindIndex(source, line => line.Contains("Nothing", StringComparison.Ordinal));

        var run = Shell.Run($"{Backtest} --strategy {file}");

        run.Should().Be(new Shell.Outcome(
            2,
            "",
            $"{file}({semicolon + 1},{source[semicolon].Length + 1}): ; expected (CS1002)\n"
            + $"{file}({nothing + 1},25): 'Signal' does not contain a definition for 'Nothing' (CS0117)\n"));
    }

    [Fact]
    public void A_file_that_is_not_there_is_one_line()
    {
        Shell.Run("strategies show ./None.cs").Errors.Should().StartWith("./None.cs: no such file").And.EndWith("\n");
        Shell.Run("strategies show ./None.dll").ExitCode.Should().Be(2);
    }

    [Fact]
    public void A_file_without_a_declaration_is_told_what_is_missing() =>
        Shell.Run(["strategies", "show", Write(source => source.Replace("public static StrategyDefinition", "static StrategyDefinition", StringComparison.Ordinal))])
            .Errors.Should().Contain("MyStrategy.cs: 0 strategies are declared").And.Contain("Definition { get; } = new(...)");

    [Theory]
    [InlineData("../my", "'../my' is not allowed as a name; use letters, digits and dashes")]
    [InlineData("", "'' is not allowed as a name; use letters, digits and dashes")]
    [InlineData("Macd", "'Macd' is the name of a strategy of the catalogue; use another")]
    public void Its_name_has_to_be_one_and_its_own(string name, string message)
    {
        var file = Write(source => source.Replace("\"my-strategy\"", $"\"{name}\"", StringComparison.Ordinal));

        Shell.Run(["strategies", "show", file]).Should().Be(new Shell.Outcome(2, "", $"{file}: {message}\n"));
    }

    [Fact]
    public void A_parameter_is_declared_once() =>
        Shell.Run(["strategies", "show", Write(source => source.Replace("(\"slow\"", "(\"Fast\"", StringComparison.Ordinal))])
            .Errors.Should().EndWith("MyStrategy.cs: the parameter 'fast' is declared twice\n");

    [Fact]
    public void A_strategy_that_throws_ends_with_its_own_line()
    {
        var file = Write(source => source.Replace(
            "_ => Signal.None,", "_ => new[] { Signal.None }[candle.Close > 0 ? 1 : 0],", StringComparison.Ordinal));
        var line = Array.FindIndex(File.ReadAllLines(file), text => text.Contains("_cross.Next", StringComparison.Ordinal)) + 1;

        var run = Shell.Run($"{Backtest} --strategy {file}");

        run.ExitCode.Should().Be(2);
        run.Errors.Should().MatchRegex($@"^\S+MyStrategy\.cs\(({line}|{line + 4})\): IndexOutOfRangeException: .*\n$");
    }

    [Fact]
    public void A_parameter_that_was_not_declared_is_told_with_its_line() =>
        Shell.Run(["-s", "2020-02-01", "--data", "synthetic", "--strategy", Write(source =>
            source.Replace("settings.WholeNumber(\"fast\")", "settings.WholeNumber(\"quick\")", StringComparison.Ordinal))])
            .Errors.Should().MatchRegex(@"MyStrategy\.cs\(\d+\): ArgumentException: 'quick' is not declared as a parameter; declared are fast, slow, ");

    [Fact]
    public void A_replay_of_a_session_finds_it_in_its_file_again()
    {
        var bot = TestBot.In("unused").Following(StrategyFile.Load(Write()), ("fast", "7")).Loaded;
        var stored = new SessionSetup(bot.Definition, StoredBot.Facts, new OrderRules()).ToJson();

        var again = LoadedBot.Of(SessionSetup.Parse(stored, StoredBot.Identity).Bot).SetupOn(StoredBot.Facts);

        again.Strategy.Name.Should().Be("my-strategy");
        again.Settings.WholeNumber("fast").Should().Be(7);
    }

    [Fact]
    public void An_assembly_does_as_well()
    {
        var file = Write();
        var library = _directory["MyStrategy.dll"];
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        File.WriteAllBytes(library, Compile([File.ReadAllText(file)], trusted));

        var run = Shell.Run($"{Backtest} --strategy {library} --output {_directory["library"]}");
        Shell.Run($"{Backtest} --strategy {file} --output {_directory["source"]}");

        run.ExitCode.Should().Be(0, run.Errors);
        File.ReadAllText(Path.Combine(_directory["library"], "trades.csv"))
            .Should().Be(File.ReadAllText(Path.Combine(_directory["source"], "trades.csv")));
    }

    [Fact]
    public void An_assembly_that_is_none_is_one_line()
    {
        var file = _directory.Write("no.dll", "not an assembly");

        Shell.Run($"strategies show {file}").Errors.Should().StartWith($"{file}: ").And.EndWith("\n");
    }

    [Fact]
    public void A_reason_with_a_comma_is_one_field_of_the_trades()
    {
        var file = Write(source => source.Replace("crossed above the slow one\"", "crossed, \\\"above\\\"\"", StringComparison.Ordinal));

        Shell.Run($"{Backtest} --strategy {file} --output {_directory["comma"]}").ExitCode.Should().Be(0);

        File.ReadLines(Path.Combine(_directory["comma"], "trades.csv")).Skip(1)
            .Should().OnlyContain(line => line.Contains(",\"fast average crossed, \"\"above\"\"\",", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("var x = Environment.MachineName;", "Environment")]
    [InlineData("var x = System.IO.File.ReadAllText(\"key\");", "System.IO.File")]
    [InlineData("System.Net.Http.HttpClient x = new();", "System.Net.Http.HttpClient")]
    [InlineData("System.Diagnostics.Process.Start(\"sh\");", "System.Diagnostics.Process.Start")]
    [InlineData("var x = System.Reflection.Assembly.GetExecutingAssembly();", "System.Reflection.Assembly")]
    [InlineData("var x = typeof(string).Assembly;", "System.Reflection.Assembly")]
    [InlineData("var x = GetType().GetProperties();", "Type")]
    [InlineData("object x = Activator.CreateInstance<object>();", "Activator")]
    [InlineData("Func<int> x = () => 1; var y = x.Method;", "System.Reflection.MethodInfo")]
    [InlineData("var x = DateTime.Today;", "DateTime.Today")]
    [InlineData("Random x = new();", "Random")]
    [InlineData("Console.WriteLine(1);", "Console")]
    [InlineData("System.Threading.Thread.Yield();", "System.Threading.Thread")]
    [InlineData("System.Runtime.InteropServices.Marshal.AllocHGlobal(8);", "System.Runtime.InteropServices.Marshal")]
    [InlineData("Internal.Console.Write(\"\");", "Internal.Console")]
    public void What_reaches_out_of_a_strategy_is_refused(string statement, string name)
    {
        var file = Write(source => source.Replace(
            "settings.RequireLess(", $"{statement}\n        settings.RequireLess(", StringComparison.Ordinal));

        var run = Shell.Run($"{Backtest} --strategy {file}");

        run.ExitCode.Should().Be(2);
        run.Errors.Should().MatchRegex($@"^\S+MyStrategy\.cs\(\d+,\d+\): {name.Replace(".", @"\.", StringComparison.Ordinal)} is not for strategies: [^\n]+\n$");
    }

    [Theory]
    [InlineData("using System.IO;", "System.IO")]
    [InlineData("using System.Net.Sockets;", "System.Net.Sockets")]
    [InlineData("using static System.Environment;", "Environment")]
    [InlineData("using Files = System.IO.File;", "System.IO.File")]
    public void What_reaches_out_may_not_be_imported_either(string line, string name) =>
        Shell.Run(["strategies", "show", Write(source => $"{line}\n{source}")]).Errors
            .Should().MatchRegex($@"^\S+MyStrategy\.cs\(1,\d+\): {name} is not for strategies: [^\n]+\n$");

    [Fact]
    public void What_computes_is_allowed()
    {
        const string code =
            """
            var mean = new[] { 1.0, 2.0 }.Where(x => x > 1).Select(Math.Sqrt).Average();
            var queue = new Queue<double>([mean]);
            var text = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{queue.Peek():F2}");
            var day = new Candle(0, 1, 1, 1, 1, 0, 0).OpenTime.DayOfWeek == DayOfWeek.Monday;
            Span<int> span = stackalloc int[4];
            (int A, string B) pair = (span.Length, text);
            if (day && pair.A < 0) throw new InvalidOperationException(nameof(pair));

            """;

        var file = Write(source => source.Replace("settings.RequireLess(", $"{code}settings.RequireLess(", StringComparison.Ordinal));

        Shell.Run($"{Backtest} --strategy {file}").ExitCode.Should().Be(0);
    }

    private string Write(Func<string, string>? change = null)
    {
        var file = StrategyTemplate.Write("MyStrategy", _directory.Path)[0];
        if (change is null)
            return file;
        var source = File.ReadAllText(file);
        var changed = change(source);
        changed.Should().NotBe(source);
        File.WriteAllText(file, changed);
        return file;
    }

    private static byte[] Compile(string[] sources, string[] references)
    {
        var compilation = CSharpCompilation.Create(
            "library" + sources.Length,
            sources.Select(source => CSharpSyntaxTree.ParseText(source)),
            references.Select(reference => MetadataReference.CreateFromFile(reference)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var code = new MemoryStream();
        compilation.Emit(code).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Should().BeEmpty();
        return code.ToArray();
    }
}
