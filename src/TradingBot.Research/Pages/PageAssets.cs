namespace TradingBot.Research.Pages;

/// <summary>Scripts and style that are built into the program.</summary>
internal static class PageAssets
{
    /// <summary>Apache ECharts, as the package Vizor.ECharts carries it.</summary>
    public const string Library = "echarts.js";

    /// <param name="name">A file of <c>Pages/Assets</c>, or <see cref="Library"/>.</param>
    public static string Text(string name)
    {
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream("page/" + name)
            ?? throw new InvalidOperationException($"{name} is not built into the program");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
