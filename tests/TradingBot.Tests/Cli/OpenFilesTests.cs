using TradingBot.Cli;

namespace TradingBot.Tests.Cli;

public class OpenFilesTests
{
    [Theory]
    [InlineData("60", 40, "only 20 more files or connections can be opened, and 256 are needed: *ulimit -n 1024*")]
    [InlineData("300", 45, "only 255 more *")]
    [InlineData("300", 44, null)]
    [InlineData("1024", 100, null)]
    [InlineData("unlimited", 100, null)]
    public void Too_few_files_left_are_told_in_one_line_that_says_how_to_have_more(string soft, int open, string? words)
    {
        string[] limits =
        [
            "Limit                     Soft Limit           Hard Limit           Units     ",
            $"Max open files            {soft,-20} 1048576              files     ",
        ];

        var trouble = OpenFiles.Trouble(limits, open);

        if (words is null)
            trouble.Should().BeNull();
        else
            trouble.Should().Match(words).And.NotContain("\n");
    }

    [Fact]
    public void This_process_has_enough() => OpenFiles.Trouble().Should().BeNull();
}
