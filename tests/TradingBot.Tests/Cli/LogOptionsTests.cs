namespace TradingBot.Tests.Cli;

public class LogOptionsTests
{
    [Theory]
    [InlineData("--log-level loud", "--log-level: 'loud' is not allowed; use debug or info or warning or error")]
    [InlineData("--log-format xml", "--log-format: 'xml' is not allowed; use text or json")]
    [InlineData("--log-size 1TB", "--log-size: '1TB' is not allowed; use a size from 1KB to 1GB, such as 10MB")]
    [InlineData("--log-size 999", "--log-size: '999' is not allowed; use a size from 1KB to 1GB, such as 10MB")]
    [InlineData("--log-size 9999999999999999999GB", "--log-size: * is not allowed; use a size from 1KB to 1GB, such as 10MB")]
    [InlineData("--log-files 0", "--log-files: '0' is not allowed; use a whole number from 1 to 1000")]
    [InlineData("--log-directory logs -s 2020-01-01", "--log-directory: not with --start; a backtest has no log")]
    public void A_wrong_value_is_one_line(string arguments, string message)
    {
        var run = Shell.Run(arguments);

        run.ExitCode.Should().Be(2);
        run.Errors.Should().Match(message + "\n");
    }

    [Theory]
    [InlineData("1000")]
    [InlineData("500kb")]
    [InlineData("2B", false)]
    [InlineData("10MB")]
    [InlineData("1GB")]
    public void A_size_has_a_unit_or_is_in_bytes(string size, bool isAllowed = true) =>
        Shell.Run(["config", "check", "--log-size", size]).ExitCode.Should().Be(isAllowed ? 0 : 2);
}
