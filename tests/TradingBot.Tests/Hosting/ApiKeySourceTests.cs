using TradingBot.Bots.Preparation;
using TradingBot.Configuration;
using TradingBot.Exchanges;
using TradingBot.Input;

namespace TradingBot.Tests.Hosting;

public sealed class ApiKeySourceTests : IDisposable
{
    private const string Secret = "Y2FuYXJ5LWNhbmFyeS1jYW5hcnk="; // the canary: no message may hold it
    private readonly TemporaryDirectory _here = new();
    private readonly Dictionary<string, string> _variables = [];

    [Fact]
    public void Without_any_key_there_is_none() => Source().Find(file: null).Should().BeNull();

    [Fact]
    public void The_file_that_is_named_comes_first_then_the_environment_then_the_credential_then_the_default()
    {
        KeyFile(Secrets.ApiKeyOf(Venues.Default).FileName, "default");
        Source().Find(file: null)!.Key.Should().Be("default");

        Directory.CreateDirectory(_here["credentials"]);
        KeyFile($"credentials/{Secrets.ApiKeyOf(Venues.Default).FileName}", "credential");
        _variables["CREDENTIALS_DIRECTORY"] = _here["credentials"];
        Source().Find(file: null)!.Key.Should().Be("credential");

        _variables[Secrets.ApiKeyOf(Venues.Default).Variables[0]] = "variable";
        _variables[Secrets.ApiKeyOf(Venues.Default).Variables[1]] = Secret;
        Source().Find(file: null)!.Key.Should().Be("variable");

        Source().Find(KeyFile("mine", "named"))!.Key.Should().Be("named");
    }

    [Theory]
    [InlineData("KEY\n" + Secret)]
    [InlineData("KEY\r\n" + Secret + "\r\n")]
    [InlineData("  KEY \n " + Secret + "\n\n")]
    public void Blanks_and_the_ways_to_end_a_line_do_not_matter(string content) =>
        Source().Find(Owned("key", content))!.Key.Should().Be("KEY");

    [Fact]
    public void What_signs_is_the_secret_of_the_file() =>
        Source().Find(KeyFile("key", "KEY"))!.Secret.Should().Be(Secret);

    [Theory]
    [InlineData("", "must have two lines, the API key and its secret")]
    [InlineData(Secret, "must have two lines, the API key and its secret")]
    [InlineData("KEY\n\n" + Secret, "must have two lines, the API key and its secret")]
    [InlineData("KEY\n" + Secret + "\nmore", "must have two lines, the API key and its secret")]
    [InlineData("KEY\n" + Secret + "!", "the API secret is not base64")]
    [InlineData("MY KEY\n" + Secret, "the API key has a character outside printable ASCII")]
    public void A_file_that_is_no_key_is_refused_in_one_line(string content, string message) =>
        Refusal(Owned("key", content)).Should().Be($"--key: {_here["key"]}: {message}");

    [Fact]
    public void A_file_far_too_long_for_a_key_is_refused() =>
        Refusal(Owned("key", new string('A', 5000))).Should().EndWith("must have two lines, the API key and its secret");

    [Fact]
    public void A_file_that_is_not_there_is_refused() =>
        Refusal(_here["none"]).Should().Be($"--key: {_here["none"]}: no such file");

    [Fact]
    public void A_directory_is_refused() => Refusal(_here.Path).Should().StartWith($"--key: {_here.Path}: cannot be read: ");

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherExecute)]
    public void A_file_that_others_may_touch_is_refused_whoever_runs_the_program(UnixFileMode others)
    {
        var file = KeyFile("key", "KEY");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | others);

        Refusal(file).Should().Be($"--key: {file}: other users can read it; run 'chmod 600 {file}'");
    }

    [Theory]
    [InlineData("TRADINGBOT_KRAKEN_KEY", "KEY")]
    [InlineData("TRADINGBOT_KRAKEN_SECRET", Secret)]
    public void Half_a_key_in_the_environment_is_refused(string variable, string value)
    {
        _variables[variable] = value;

        Refusal(file: null).Should().EndWith("only one of them is set; a key needs both");
    }

    [Fact]
    public void A_secret_in_the_environment_that_is_not_base64_is_refused()
    {
        var names = Secrets.ApiKeyOf(Venues.Default).Variables;
        (_variables[names[0]], _variables[names[1]]) = ("KEY", Secret + "*");

        Refusal(file: null).Should()
            .Be("TRADINGBOT_KRAKEN_KEY, TRADINGBOT_KRAKEN_SECRET: the API secret is not base64");
    }

    [Fact]
    public void The_mode_of_a_systemd_credential_is_systemds_business()
    {
        var file = KeyFile(Secrets.ApiKeyOf(Venues.Default).FileName, "KEY");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        _variables["CREDENTIALS_DIRECTORY"] = _here.Path;

        new ApiKeySource(Venues.Default, _variables.GetValueOrDefault, _here["none"]).Find(file: null)!.Key
            .Should().Be("KEY");
    }

    public void Dispose() => _here.Dispose();

    private ApiKeySource Source() =>
        new(Venues.Default, _variables.GetValueOrDefault, _here[Secrets.ApiKeyOf(Venues.Default).FileName]);

    /// <summary>The one line and exit code 2, in which the canary is not.</summary>
    private string Refusal(string? file)
    {
        var refusal = Source().Invoking(source => source.Find(file)).Should().Throw<UserError>().Which;
        refusal.ExitCode.Should().Be(2);
        refusal.ToString().Should().NotContain(Secret, "that is what a log would get");
        refusal.InnerException.Should().BeNull();
        refusal.Message.Should().NotContain("\n");
        return refusal.Message;
    }

    private string KeyFile(string name, string key) => Owned(name, $"{key}\n{Secret}\n");

    private string Owned(string name, string content)
    {
        var file = _here.Write(name, content);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return file;
    }
}
