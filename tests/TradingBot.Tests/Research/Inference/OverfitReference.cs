using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using TradingBot.Research.Inference;

namespace TradingBot.Tests.Research.Inference;

/// <summary>A real search beside the checkout: daily returns of 220 sets, and what others compute of them.</summary>
internal static class OverfitReference
{
    public const string File = "../statistics/overfit/reference.json";
    public const string Cases = "../statistics/reference.json";

    private static readonly Lazy<ReturnMatrix> Loaded = new(Load);
    private static readonly Lazy<JsonElement> OfSearch = new(() => Parse(File));
    private static readonly Lazy<JsonElement> OfCases = new(() => Parse(Cases));

    /// <summary>2,922 days of 220 sets.</summary>
    public static ReturnMatrix Matrix => Loaded.Value;

    public static double[] Cash => new double[Matrix.Days];

    /// <summary>Buying and holding over the same days.</summary>
    public static double[] Holding =>
        [.. System.IO.File.ReadLines(SharedData.PathOf("../statistics/overfit/benchmark_daily_returns.csv"))
            .Skip(1).Select(line => Number(line.Split(',')[1]))];

    /// <summary>A value of the file of the search.</summary>
    /// <param name="path">Names of properties.</param>
    public static JsonElement Value(params string[] path) => ValueIn(OfSearch.Value, path);

    /// <summary>A value of the file of the three runs.</summary>
    /// <param name="path">Names of properties.</param>
    public static JsonElement ValueOfCase(params string[] path) => ValueIn(OfCases.Value, ["cases", .. path]);

    /// <summary>The returns of one of the three runs, from row to row.</summary>
    public static double[] ReturnsOf(string run)
    {
        double[] equity = [.. System.IO.File.ReadLines(SharedData.PathOf($"../statistics/{run}/equity.csv"))
            .Skip(1).Select(line => Number(line.Split(',')[1]))];
        return [.. equity.Skip(1).Zip(equity, (after, before) => after / before - 1)];
    }

    public static void ShouldAgree(double value, double expected, string what, double tolerance = 1e-9) =>
        value.Should().BeApproximately(expected, Math.Max(Math.Abs(expected) * tolerance, 1e-300), what);

    private static JsonElement ValueIn(JsonElement root, string[] path) =>
        path.Aggregate(root, (element, name) => element.GetProperty(name));

    private static JsonElement Parse(string file)
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllText(SharedData.PathOf(file)));
        return document.RootElement.Clone();
    }

    private static ReturnMatrix Load()
    {
        using var file = System.IO.File.OpenRead(
            SharedData.PathOf("../statistics/overfit/macd_cross_4h_daily_returns.csv.gz"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        var names = reader.ReadLine()!.Split(',')[1..];
        var values = new List<double>();
        while (reader.ReadLine() is { } line)
            values.AddRange(line.Split(',').Skip(1).Select(Number));
        return new ReturnMatrix(new DateOnly(2015, 1, 1), names, [.. values]);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
