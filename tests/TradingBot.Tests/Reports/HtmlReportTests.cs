using System.Text.Json;
using System.Text.RegularExpressions;
using TradingBot.Tests.Cli;

namespace TradingBot.Tests.Reports;

/// <summary><c>--html FILE</c> of a backtest.</summary>
public sealed class HtmlReportTests : IDisposable
{
    private const string Short = "--data synthetic -p 60 -s 2020-03-01 -e 2020-04-30 --strategy macd-cross";

    private readonly TemporaryDirectory _here = new();

    [Fact]
    public void Its_figures_are_those_of_the_report_for_machines()
    {
        var run = Shell.Run($"{Short} --output {_here.Path} --html {_here["page.html"]}");

        run.ExitCode.Should().Be(0, run.Errors);
        run.Output.Should().EndWith($"\npage written to {_here["page.html"]}\n");
        var page = File.ReadAllText(_here["page.html"]);
        using var json = JsonDocument.Parse(File.ReadAllText(_here["report.json"]));
        var checks = 0;
        foreach (var group in json.RootElement.GetProperty("figures").EnumerateObject())
        {
            foreach (var figure in group.Value.EnumerateObject().Where(one => one.Value.TryGetProperty("value", out _)))
            {
                var title = figure.Value.GetProperty("title").GetString()!;
                var value = figure.Value.GetProperty("value");
                var row = $"<th scope=\"row\">{Regex.Escape(Escaped(title))}<small>.*?value=\"(.*?)\"";
                var shown = Regex.Matches(page, row).Select(match => match.Groups[1].Value).ToList();
                shown.Should().Contain(value.ValueKind == JsonValueKind.Null ? "" : value.GetRawText(), figure.Name);
                checks++;
            }
        }

        checks.Should().BeGreaterThan(100);
        page.Should().Contain(">TradingBot --data synthetic -p 60 -s 2020-03-01").And.Contain("seed 20260101");
        using var saved = JsonDocument.Parse(Regex.Match(
            page, "id=\"report\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value);
        JsonElement.DeepEquals(saved.RootElement, json.RootElement).Should().BeTrue();

        static string Escaped(string words) => System.Text.Encodings.Web.HtmlEncoder.Default.Encode(words);
    }

    [Fact]
    public void The_same_command_writes_the_same_bytes_and_replaces_the_page_before()
    {
        var file = _here["below/page.html"];
        Shell.Run($"{Short} --html {file}").ExitCode.Should().Be(0);
        var first = File.ReadAllBytes(file);

        Shell.Run($"{Short} --html {file}").ExitCode.Should().Be(0);

        File.ReadAllBytes(file).Should().Equal(first);
        Directory.GetFiles(_here["below"]).Should().Equal(file);
    }

    [Fact]
    public void A_page_that_cannot_be_written_is_one_line_and_the_report_on_the_console_is_not_lost()
    {
        Directory.CreateDirectory(_here["page.html.tmp"]);

        var run = Shell.Run($"{Short} --html {_here["page.html"]}");

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain("\nResult\n").And.Contain("How to read it");
        run.Errors.Should().StartWith($"--html: cannot write the page to '{_here["page.html"]}': ");
        run.Errors.TrimEnd().Should().NotContain("\n");
    }

    [FullDiskFact]
    public void A_full_disk_is_one_line_and_the_report_on_the_console_is_not_lost()
    {
        var page = _here["page.html"];
        File.CreateSymbolicLink(page + ".tmp", "/dev/full");

        var run = Shell.Run($"{Short} --html {page}");

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain("\nResult\n");
        run.Errors.Should().StartWith($"--html: cannot write the page to '{page}': ").And.Contain("No space left");
        File.Exists(page).Should().BeFalse();
        File.Exists("/dev/full").Should().BeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("DIRECTORY")]
    [InlineData("DIRECTORY/new/")]
    public void What_is_not_a_file_is_refused_before_the_run(string name)
    {
        var path = name.Replace("DIRECTORY", _here.Path, StringComparison.Ordinal);

        var run = Shell.Run([.. Short.Split(' '), "--html", path]);

        run.ExitCode.Should().Be(2);
        run.Output.Should().BeEmpty();
        run.Errors.Should().Be($"--html: '{path}' is not a file; name one, such as report.html\n");
    }

    [Fact]
    public void A_session_has_no_page()
    {
        var run = Shell.Run("-c XBTUSD --html page.html");

        run.ExitCode.Should().Be(2);
        run.Errors.Should().Be("--html: needs --start\n");
    }

    public void Dispose() => _here.Dispose();

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class FullDiskFactAttribute : FactAttribute
    {
        public FullDiskFactAttribute()
        {
            if (!File.Exists("/dev/full"))
                Skip = "needs /dev/full, which this machine lacks";
        }
    }
}
