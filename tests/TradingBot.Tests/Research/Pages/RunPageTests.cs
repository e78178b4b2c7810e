using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using TradingBot.Core.Backtesting.Statistics;
using TradingBot.Core.Market;
using TradingBot.Research.Pages;

namespace TradingBot.Tests.Research.Pages;

/// <summary>The HTML of pages of small runs.</summary>
public sealed partial class RunPageTests
{
    public static TheoryData<string> Runs => [.. Pages.Keys];

    private static readonly Dictionary<string, Func<RunPage>> Pages = new()
    {
        ["no trade"] = () => SmallPage.Of([], 1000, 1000, 1000),
        ["one trade"] = () => SmallPage.Of([SmallPage.Trade(3600, 7200, 5)], 1005, 1005),
        ["one candle"] = () => SmallPage.Of(
            [], [new EquityPoint(SmallPage.Start, 1000), new EquityPoint(SmallPage.Start + 3600, 1000)]),
        ["all losing"] = () => SmallPage.Of(
            [SmallPage.Trade(3600, 7200, -5), SmallPage.Trade(7200, 90_000, -7, isShort: true)], 995, 988),
        ["only an open trade"] = () => SmallPage.Of([], 1000, 1010) with
        {
            Open = [new HeldTrade(Side.Buy, SmallPage.Fill(3600, 100), "still waiting")],
        },
        ["account lost"] = () => SmallPage.Of([SmallPage.Trade(3600, 7200, -100)], 0, 0),
        ["no candles"] = () => SmallPage.Of([SmallPage.Trade(3600, 7200, 5)], 1005) with { Candles = null },
    };

    [Theory]
    [MemberData(nameof(Runs))]
    public void A_page_is_well_formed_and_names_nothing_to_load(string run)
    {
        var text = SmallPage.Text(Pages[run]());

        Parse(text).SelectNodes("//main/section")!.Count.Should().BeGreaterThan(5);
        var markup = ScriptBody().Replace(text, "");
        markup.Should().NotContain("http:").And.NotContain("https:").And.NotContain("src=").And.NotContain("@import")
            .And.NotContain("url(");
        markup.Should().Contain("content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
            + "img-src data:\"");
        using var data = Data(text);
        data.RootElement.GetProperty("equity").GetProperty("own").GetArrayLength().Should().BeGreaterThan(1);
    }

    [Fact]
    public void Anybodys_words_are_text_and_end_no_script()
    {
        const string bad = "</script><script>alert(1)</script><img src=x onerror=\"alert(2)\">&'";
        var page = SmallPage.Of([SmallPage.Trade(3600, 7200, 5, bad, bad)], 1005) with
        {
            Strategy = bad,
            Open = [new HeldTrade(Side.Buy, SmallPage.Fill(3600, 100), bad)],
            Setup = [(bad, bad)],
            Conventions = [bad],
            ReportJson = JsonSerializer.SerializeToUtf8Bytes(bad, Relaxed),
        };

        var text = SmallPage.Text(page);

        text.Replace(PageAssets.Text(PageAssets.Library), "", StringComparison.Ordinal)
            .Should().NotContain("<script>alert").And.NotContain("<img");
        Parse(text).SelectSingleNode("//header/div/b")!.InnerText.Should().Be(bad);
        using var data = Data(text);
        data.RootElement.GetProperty("strategy").GetString().Should().Be(bad);
        data.RootElement.GetProperty("reasons")[0].GetString().Should().Be(bad);
        var report = Body(text, "report");
        JsonSerializer.Deserialize<string>(report).Should().Be(bad);
    }

    [Fact]
    public void The_same_run_gives_the_same_bytes() =>
        SmallPage.Text(Pages["one trade"]()).Should().Be(SmallPage.Text(Pages["one trade"]()));

    [Fact]
    public void The_first_sentence_says_what_a_stranger_asks()
    {
        Verdict("no trade").Should().Be("No trade was made.");
        Verdict("all losing").Should().StartWith("Lost 1.20").And.Contain("holding made 50.00")
            .And.Contain("has not recovered since 1 January 2020").And.EndWith("Doing nothing would have been better.");
        Verdict("one trade").Should().StartWith("Made 0.50").And.Contain("It never stood below its peak.");
    }

    [Fact]
    public void An_interrupted_run_says_so()
    {
        SmallPage.Text(Pages["one trade"]() with { Complete = false }).Should().Contain(">Interrupted: the figures");
        SmallPage.Text(Pages["one trade"]()).Should().NotContain(">Interrupted: the figures");
    }

    [Fact]
    public void Every_figure_and_every_cell_of_the_tear_sheet_is_in_the_page_with_all_its_digits()
    {
        var page = Pages["all losing"]();
        var document = Parse(SmallPage.Text(page));

        foreach (var group in page.Sheet.Groups.Where(group => group.Figures.Count > 0))
        {
            var rows = document.SelectNodes($"//section[@id='group-{group.Name}']/table[@class='figures']/tbody/tr")!;
            rows.Cast<XmlNode>().Select(row => row.SelectSingleNode("td/data/@value")!.Value).Should().Equal(
                group.Figures.Select(Digits), group.Name);
        }

        static string Digits(TradingBot.Research.Tearsheets.Figure figure) => FormattableString.Invariant(
            $"{(figure.Exact is { } exact ? exact : double.IsFinite(figure.Value) ? figure.Value : "")}");
    }

    [Fact]
    public void Months_stand_in_the_column_of_their_name()
    {
        var days = Enumerable.Range(1, 40).Select(day => 1000m + day).ToArray();
        var document = Parse(SmallPage.Text(SmallPage.Of([], days)));

        var cells = document.SelectNodes("//table[@class='months']/tbody/tr[1]/*")!.Cast<XmlNode>()
            .Select(cell => cell.InnerText).ToList();

        cells.Should().HaveCount(14).And.StartWith(["2020", "+3.1", "+0.9", ""]);
        cells[^1].Should().Be("+4.0");
    }

    [Fact]
    public void Of_many_trades_the_latest_are_kept_and_the_page_says_how_many_there_were()
    {
        var trades = Enumerable.Range(0, 10_003).Select(i => SmallPage.Trade(i, i + 1, i % 3 - 1)).ToArray();

        var text = SmallPage.Text(SmallPage.Of(trades, 1000));

        using var data = Data(text);
        data.RootElement.GetProperty("omitted").GetInt32().Should().Be(3);
        var kept = data.RootElement.GetProperty("trades");
        kept.GetArrayLength().Should().Be(10_000);
        kept[0][0].GetInt64().Should().Be(SmallPage.Start + 3);
        Parse(text).SelectSingleNode("//section[@id='trades']/h2/small")!.InnerText
            .Should().Be("the last 10\u202F000 of 10\u202F003; trades.csv has all");
        data.RootElement.GetProperty("bars").GetProperty("counts").EnumerateArray().Sum(count => count.GetInt32())
            .Should().Be(10_003, "figures are of all trades");
    }

    [Fact]
    public void A_trade_carries_what_its_box_shows()
    {
        var trade = SmallPage.Trade(3600, 7200, 5, "in", "out", isShort: true);

        using var data = Data(SmallPage.Text(SmallPage.Of([trade], 1005)));

        data.RootElement.GetProperty("trades")[0].EnumerateArray().Select(value => value.GetDouble()).Should().Equal(
            SmallPage.Start + 3600, 3600, -1, 1, 100, 95, 0, 5, 0.05, 0, 1, 0.01, 0.02);
        data.RootElement.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString())
            .Should().Equal("in", "out");
    }

    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static string Verdict(string run) =>
        Parse(SmallPage.Text(Pages[run]())).SelectSingleNode("//p[@class='verdict']")!.InnerText;

    private static JsonDocument Data(string text) => JsonDocument.Parse(Body(text, "data"));

    private static string Body(string text, string id) =>
        Regex.Match(text, $"<script type=\"application/json\" id=\"{id}\">(.*?)</script>", RegexOptions.Singleline)
            .Groups[1].Value;

    /// <summary>The page as XML, without scripts: no browser has to guess what is meant.</summary>
    private static XmlDocument Parse(string text)
    {
        var markup = ScriptBody().Replace(text, "").Replace("<!DOCTYPE html>", "", StringComparison.Ordinal);
        var document = new XmlDocument { XmlResolver = null };
        document.LoadXml(EmptyElement().Replace(markup, "<$1/>")
            .Replace("<details open>", "<details open=\"\">", StringComparison.Ordinal)
            .Replace(" hidden>", " hidden=\"\">", StringComparison.Ordinal));
        return document;
    }

    [GeneratedRegex("<script[^>]*>.*?</script>", RegexOptions.Singleline)]
    private static partial Regex ScriptBody();

    [GeneratedRegex("<(meta[^>]*)>")]
    private static partial Regex EmptyElement();
}
