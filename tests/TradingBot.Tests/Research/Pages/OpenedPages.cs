using Microsoft.Playwright;
using TradingBot.Tests.Cli;

namespace TradingBot.Tests.Research.Pages;

/// <summary>One browser for all tests, and the page of half a year of hours that they look at.</summary>
public sealed class OpenedPages : IAsyncLifetime, IDisposable
{
    private const string Run =
        "--data synthetic -p 60 -s 2020-03-01 -e 2020-12-31 --strategy macd-cross --volume 95% --html ";

    private const float Patience = 90_000;

    private readonly TemporaryDirectory _here = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>What a page of these tests looks like is kept there, beside the tests' program.</summary>
    private static string Pictures { get; } = Path.Combine(AppContext.BaseDirectory, "page-pictures");

    public async Task InitializeAsync()
    {
        if (!File.Exists(ChromiumFactAttribute.Program))
            return;
        Shell.Run(Run + _here["report.html"]).ExitCode.Should().Be(0);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = ChromiumFactAttribute.Program,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
            Timeout = Patience,
        });
    }

    /// <summary>Opens the file without a network.</summary>
    /// <param name="width">Of the window, pixels.</param>
    /// <param name="options">Further wishes of a test.</param>
    internal async Task<OpenedPage> OpenAsync(int width, BrowserNewContextOptions? options = null)
    {
        options ??= new BrowserNewContextOptions();
        options.ViewportSize = new ViewportSize { Width = width, Height = width > 800 ? 900 : 844 };
        options.Offline = true;
        var context = await _browser!.NewContextAsync(options);
        context.SetDefaultTimeout(Patience);
        var page = new OpenedPage(await context.NewPageAsync());
        await page.Tab.GotoAsync(new Uri(_here["report.html"]).AbsoluteUri);
        return page;
    }

    internal static Task TakePictureAsync(OpenedPage page, string name) => page.Tab.ScreenshotAsync(
        new PageScreenshotOptions { Path = Path.Combine(Pictures, name + ".png"), FullPage = true });

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.CloseAsync();
    }

    public void Dispose()
    {
        _playwright?.Dispose();
        _here.Dispose();
    }
}

/// <summary>A page that has been opened, with what went wrong on it and what it asked for.</summary>
internal sealed class OpenedPage
{
    public OpenedPage(IPage tab)
    {
        Tab = tab;
        tab.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                Complaints.Add(message.Text);
        };
        tab.PageError += (_, error) => Complaints.Add(error);
        tab.Request += (_, request) => Requests.Add(request.Url);
    }

    public IPage Tab { get; }

    public List<string> Complaints { get; } = [];

    public List<string> Requests { get; } = [];
}
