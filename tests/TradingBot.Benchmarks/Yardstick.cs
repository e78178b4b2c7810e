using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using TradingBot.Tests;

namespace TradingBot.Benchmarks;

/// <summary>The C loop of ../shared/yardstick: compiled here, run in the same sitting on the same candles.</summary>
internal sealed partial class Yardstick
{
    private Yardstick(string program) => Program = program;

    /// <summary>The compiled program.</summary>
    public string Program { get; }

    /// <summary>Compiles it with gcc; null, with the reason, when there is no gcc or no ../shared.</summary>
    public static Yardstick? Build(string directory, out string reason)
    {
        var source = Path.Combine(Repository.Root, "..", "shared", "yardstick", "limit.c");
        if (!File.Exists(source))
        {
            reason = "../shared/yardstick/limit.c is not there";
            return null;
        }

        var program = Path.Combine(directory, "limit");
        try
        {
            using var gcc = Process.Start("gcc", ["-O3", "-march=native", "-o", program, source]);
            gcc.WaitForExit();
            reason = gcc.ExitCode == 0 ? "" : "gcc could not compile it";
            return gcc.ExitCode == 0 ? new Yardstick(program) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            reason = "there is no gcc";
            return null;
        }
    }

    /// <summary>Rows parsed and candles traded in a second, in millions: the best of some repeats.</summary>
    public (double Rows, double Candles, string Trades) Run(string csv, int repeats)
    {
        var start = new ProcessStartInfo(Program, [csv, repeats.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
        };
        using var limit = Process.Start(start)!;
        var lines = limit.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        limit.WaitForExit();
        var figures = lines.Select(line => Line().Match(line)).ToArray();
        return (figures.Max(Rows), figures.Max(Candles), figures[0].Groups[1].Value);

        static double Rows(Match match) => double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture);
        static double Candles(Match match) => double.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"(buys .* net \S+).*\(([\d.]+) M rows/s\).*\((\d+) M candles/s\)")]
    private static partial Regex Line();
}
