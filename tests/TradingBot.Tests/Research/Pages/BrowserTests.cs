using Microsoft.Playwright;

namespace TradingBot.Tests.Research.Pages;

/// <summary>The page as a browser shows it.</summary>
public sealed class BrowserTests(OpenedPages pages) : IClassFixture<OpenedPages>
{
    /// <summary>How many colours each chart's canvas has: 1 is an empty one.</summary>
    private const string ColoursOfCharts = """
        () => [...document.querySelectorAll(".chart")].map(chart => {
            const canvas = chart.querySelector("canvas");
            if (!canvas) return chart.id + " has no canvas";
            const bytes = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
            const seen = new Set();
            for (let i = 0; i < bytes.length && seen.size < 8; i += 4)
                seen.add(bytes[i] << 24 | bytes[i + 1] << 16 | bytes[i + 2] << 8 | bytes[i + 3]);
            return seen.size < 8 ? chart.id + " is empty" : "drawn";
        })
        """;

    [ChromiumFact]
    public async Task Every_chart_is_drawn_without_a_network_or_a_complaint_on_screen_and_phone()
    {
        (int Width, ColorScheme Scheme)[] windows =
            [(1400, ColorScheme.Light), (1400, ColorScheme.Dark), (390, ColorScheme.Dark)];
        foreach (var (width, scheme) in windows)
        {
            var page = await pages.OpenAsync(width, new BrowserNewContextOptions { ColorScheme = scheme });
            (await page.Tab.EvaluateAsync<string[]>(ColoursOfCharts)).Should().HaveCount(6).And.AllBe("drawn");
            await OpenedPages.TakePictureAsync(page, $"{width}-{scheme}");
            page.Complaints.Should().BeEmpty();
            page.Requests.Should().ContainSingle("only the file itself is asked for");
            (await page.Tab.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"))
                .Should().BeTrue("nothing is wider than a window of " + width);
            await page.Tab.Context.CloseAsync();
        }
    }

    [ChromiumFact]
    public async Task A_click_on_a_trade_leads_to_it_in_all_charts_and_home_leads_back()
    {
        var page = await pages.OpenAsync(1400);
        var tab = page.Tab;

        await tab.ClickAsync("#trade-table tbody tr:nth-child(3)");

        (await tab.InnerTextAsync("#trade-box")).Should().Contain("Trade ").And.Contain("crossed").And.Contain("fees");
        tab.Url.Should().MatchRegex("#from=\\d+&to=\\d+$");
        (await tab.InnerTextAsync("#price-legend")).Should().Contain("1 h candles");
        (await tab.Locator("#trade-table tr.chosen").CountAsync()).Should().Be(1);
        var first = await tab.InnerTextAsync("#trade-box b");
        await tab.Keyboard.PressAsync("l");
        (await tab.InnerTextAsync("#trade-box b")).Should().NotBe(first);
        (await tab.Locator("#trade-box .loss").CountAsync()).Should().Be(1, "L is the next losing trade");
        await OpenedPages.TakePictureAsync(page, "1400-trade");

        var near = tab.Url;
        await tab.Keyboard.PressAsync("+");
        tab.Url.Should().NotBe(near);
        await tab.Keyboard.PressAsync("Home");
        tab.Url.Should().EndWith("#");
        await tab.ClickAsync("[data-range='90']");
        var view = tab.Url.Split("#from=")[1].Split("&to=").Select(long.Parse).ToList();
        (view[1] - view[0]).Should().Be(90 * SmallPage.Day);
        page.Complaints.Should().BeEmpty();
    }

    [ChromiumFact]
    public async Task The_table_of_trades_is_sorted_filtered_and_paged()
    {
        var tab = (await pages.OpenAsync(1400)).Tab;
        const string results = "#trade-table tbody tr td:nth-child(7)";

        await tab.ClickAsync("#trade-table th:nth-child(7) button");
        var best = await NumbersAsync();
        best.Should().HaveCount(20).And.BeInDescendingOrder();
        await tab.ClickAsync("#trade-pages button:last-child");
        (await NumbersAsync())[0].Should().BeLessThanOrEqualTo(best[^1]);
        await tab.ClickAsync("#trade-filter button:last-child");
        (await NumbersAsync()).Should().OnlyContain(profit => profit <= 0);
        await tab.FillAsync("#trade-filter input", "no such reason");
        (await tab.Locator(results).CountAsync()).Should().Be(0);

        async Task<List<double>> NumbersAsync() =>
        [
            .. (await tab.Locator(results).AllInnerTextsAsync()).Select(text => double.Parse(
                text.Replace('\u2212', '-').Replace("\u202F", "", StringComparison.Ordinal),
                System.Globalization.CultureInfo.InvariantCulture)),
        ];
    }

    [ChromiumFact]
    public async Task Values_follow_the_pointer_through_all_panes()
    {
        var tab = (await pages.OpenAsync(1400)).Tab;
        var before = await tab.InnerTextAsync("#price-legend");

        await tab.HoverAsync("#equity-chart", new PageHoverOptions { Position = new Position { X = 500, Y = 100 } });

        (await tab.InnerTextAsync("#price-legend")).Should().NotBe(before).And.Contain("close");
        (await tab.InnerTextAsync("#equity-legend")).Should().Contain("holding").And.Contain("2020-");
    }

    [ChromiumFact]
    public async Task With_scripts_off_the_tables_and_a_drawing_of_the_equity_remain()
    {
        var page = await pages.OpenAsync(375, new BrowserNewContextOptions { JavaScriptEnabled = false });
        var tab = page.Tab;

        (await tab.IsVisibleAsync("svg.static polyline.own")).Should().BeTrue();
        (await tab.Locator("#trade-table tbody tr").CountAsync()).Should().Be(20);
        (await tab.IsVisibleAsync(".months")).Should().BeTrue();
        (await tab.IsVisibleAsync("#equity-chart")).Should().BeFalse();
        (await tab.IsVisibleAsync("[data-save]")).Should().BeFalse();
    }

    [ChromiumFact]
    public async Task Files_are_saved_from_the_page_itself()
    {
        var tab = (await pages.OpenAsync(1400)).Tab;

        var json = await SavedAsync("report.json");
        var equity = await SavedAsync("equity.csv");

        json.Should().Contain("\"schema\": 1");
        equity.Should().StartWith("time,equity\n2020-03-01 00:00:00,100000");

        async Task<string> SavedAsync(string name)
        {
            var download = await tab.RunAndWaitForDownloadAsync(() => tab.ClickAsync($"[data-save='{name}']"));
            download.SuggestedFilename.Should().Be(name);
            return await File.ReadAllTextAsync(await download.PathAsync());
        }
    }
}
