using System.Security;
using System.Text;
using TradingBot.Input;

namespace TradingBot.UserStrategies;

/// <summary>
/// What <c>strategies new NAME</c> writes: a strategy that works and can be changed, a test, and a project for it.
/// </summary>
internal static class StrategyTemplate
{
    /// <param name="name">Of the class and of the file, as <c>MyStrategy</c>.</param>
    /// <param name="directory">Where the files go.</param>
    /// <returns>The files written.</returns>
    /// <exception cref="UserError">The name is no class name, or a file is there or cannot be written.</exception>
    public static IReadOnlyList<string> Write(string name, string directory)
    {
        if (name.Length is 0 or > 60 || !char.IsAsciiLetterUpper(name[0]) || !name.All(char.IsAsciiLetterOrDigit))
            throw new UserError($"'{name}' is not allowed; use a class name of letters and digits, such as MyStrategy");
        // the test's project has a directory of its own: one beside a solution would confuse 'dotnet test'
        var tests = Path.Combine(directory, $"{name}Tests");
        (string File, string Text)[] files =
        [
            (Path.Combine(directory, $"{name}.cs"), StrategyOf(name)),
            (Path.Combine(tests, $"{name}Tests.cs"), TestOf(name)),
            (Path.Combine(tests, $"{name}Tests.csproj"), ProjectOf(name, tests)),
        ];
        if (files.FirstOrDefault(file => File.Exists(file.File)).File is { } there)
            throw new UserError($"'{there}' exists already and is unchanged");
        try
        {
            Directory.CreateDirectory(tests);
            foreach (var (file, text) in files)
            {
                using var stream = new FileStream(file, FileMode.CreateNew);
                stream.Write(Encoding.UTF8.GetBytes(text + "\n"));
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"'{directory}' cannot be written: {failure.Message}", ExitCode.Failed);
        }

        return [.. files.Select(file => file.File)];
    }

    private static string StrategyOf(string name) =>
        $$"""
        using TradingBot.Core.Charts;
        using TradingBot.Core.Indicators;
        using TradingBot.Core.Market;
        using TradingBot.Core.Strategies;

        /// <summary>Enters when a fast average crosses above a slow one, leaves when it crosses below.</summary>
        public sealed class {{name}} : IStrategy
        {
            // The one declaration that TradingBot looks for. Each parameter is declared here, once: its name, default,
            // range and one line of help. '--set fast=12' gives it a value. 'price' and the exit rules ('take-profit',
            // 'stop-loss', ...) are added to every strategy; 'TradingBot strategies show ./{{name}}.cs' lists all.
            public static StrategyDefinition Definition { get; } = new(
                "{{Dashed(name)}}",
                "enters when the fast average crosses above the slow one, leaves when it crosses below",
                [
                    StrategyParameter.WholeNumber("fast", 10, 1, 5000, "fast average, candles"),
                    StrategyParameter.WholeNumber("slow", 30, 2, 5000, "slow average, candles"),
                    StrategyParameter.Price("close"),
                ],
                (chart, settings) => new {{name}}(chart, settings));

            private readonly Ema _fast;
            private readonly Ema _slow;
            private Cross _cross;

            // Indicators are drawn once, here; 'chart.' shows all there are. From then on each has seen a candle before
            // OnCandleClosed is asked about it.
            public {{name}}(Chart chart, StrategySettings settings)
            {
                settings.RequireLess("fast", "slow");
                _fast = chart.Ema(settings.WholeNumber("fast"), settings.PriceSource());
                _slow = chart.Ema(settings.WholeNumber("slow"), settings.PriceSource());
            }

            // How many candles it needs before it may trade.
            public int WarmUp => _slow.WarmUp + 1;

            // Called once a closed candle, oldest first. There is no clock, no account and no order here: say what you
            // want and why, and the engine sizes the trade, checks it and carries it out at the next price. It does
            // nothing about Leave when no trade is open. What is not ready is NaN, and every comparison with NaN is
            // false. A touch or a rounding difference is not a Cross.
            public Signal OnCandleClosed(in Candle candle) =>
                _cross.Next(_fast.Value - _slow.Value, candle.Close) switch
                {
                    1 => Signal.Enter("fast average crossed above the slow one"),
                    -1 => Signal.Leave("fast average crossed below the slow one"),
                    _ => Signal.None,
                };
        }
        """;

    private static string TestOf(string name) =>
        $$"""
        using TradingBot.Core.Charts;
        using TradingBot.Core.Market;
        using TradingBot.Core.Strategies;
        using Xunit;

        /// <summary>Run with: dotnet test {{name}}Tests</summary>
        public class {{name}}Tests
        {
            [Fact]
            public void It_leaves_after_a_fall_and_enters_after_a_rise()
            {
                // a hundred candles up, a hundred down, a hundred up
                var prices = Enumerable.Range(0, 300).Select(i => 1000.0 + (i < 100 ? i : i < 200 ? 200 - i : i - 200));

                var signals = SignalsOf(prices, "fast=5", "slow=20");

                Assert.Equal([SignalKind.Leave, SignalKind.Enter], signals);
            }

            [Fact]
            public void It_says_nothing_while_the_price_stands_still() =>
                Assert.Empty(SignalsOf(Enumerable.Repeat(1000.0, 300)));

            private static List<SignalKind> SignalsOf(IEnumerable<double> prices, params string[] settings)
            {
                var definition = {{name}}.Definition;
                var values = settings.Select(one => one.Split('=')).Select(one => KeyValuePair.Create(one[0], one[1]));
                var chart = new Chart(new Timeframe(60));
                var strategy = definition.Create(chart, StrategySettings.Of(definition.Parameters, values));
                var signals = new List<SignalKind>();
                foreach (var price in prices)
                {
                    var candle = Candle.Flat(chart.Count * 3600, price);
                    chart.Add(in candle);
                    if (strategy.OnCandleClosed(in candle).Kind is not SignalKind.None and var kind)
                        signals.Add(kind);
                }

                return signals;
            }
        }
        """;

    private static string ProjectOf(string name, string directory)
    {
        // From there, so that both may be moved or checked in together.
        var core = SecurityElement.Escape(Path.GetRelativePath(
            Path.GetFullPath(directory), Path.Combine(AppContext.BaseDirectory, "TradingBot.Core.dll")));
        return $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <!-- Only for the test: TradingBot itself compiles {name}.cs when it starts. -->
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <IsPackable>false</IsPackable>
            <EnableDefaultCompileItems>false</EnableDefaultCompileItems>
            <!-- Whatever rules the directories above have, this is yours. -->
            <TreatWarningsAsErrors>false</TreatWarningsAsErrors>
            <GenerateDocumentationFile>false</GenerateDocumentationFile>
            <EnforceCodeStyleInBuild>false</EnforceCodeStyleInBuild>
            <AnalysisLevel>none</AnalysisLevel>
            <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>
            <RestorePackagesWithLockFile>false</RestorePackagesWithLockFile>
          </PropertyGroup>
          <ItemGroup>
            <Compile Include="../{name}.cs;{name}Tests.cs" />
            <Reference Include="TradingBot.Core" HintPath="{core}" />
            <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.11.0" />
            <PackageReference Include="xunit" Version="2.9.3" />
            <PackageReference Include="xunit.runner.visualstudio" Version="3.1.5" />
          </ItemGroup>
        </Project>
        """;
    }

    /// <summary><c>MyStrategy</c> is <c>my-strategy</c>.</summary>
    private static string Dashed(string name) => string.Concat(name.Select((letter, i) =>
        char.IsAsciiLetterUpper(letter) ? $"{(i == 0 ? "" : "-")}{char.ToLowerInvariant(letter)}" : $"{letter}"));
}
