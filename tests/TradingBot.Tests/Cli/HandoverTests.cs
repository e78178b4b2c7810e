using System.Diagnostics;
using System.Text.Json.Nodes;
using TradingBot.Input;
using TradingBot.Tests.Deploy;

namespace TradingBot.Tests.Cli;

/// <summary>
/// The program without compiler and offline exchange hands over to the full one. It runs here as its native build
/// decides, but not compiled to native code; in the full one's place is a script that says what it was called with.
/// </summary>
public sealed class HandoverTests : IDisposable
{
    private static readonly string Directory = AppContext.BaseDirectory;
    private readonly TemporaryDirectory _here = new();

    public void Dispose() => _here.Dispose();

    [Fact]
    public void Only_what_can_be_read_once_goes_to_the_full_program_unread()
    {
        var pipe = Path.Combine(_here.Path, "pipe");
        Process.Start("mkfifo", [pipe]).WaitForExit();
        var file = _here.Write("file", "{}");
        File.CreateSymbolicLink(Path.Combine(_here.Path, "link"), pipe);

        FullProgram.IsPipe(pipe).Should().BeTrue();
        FullProgram.IsPipe(Path.Combine(_here.Path, "link")).Should().BeTrue();
        FullProgram.IsPipe("/dev/null").Should().BeTrue();
        FullProgram.IsPipe(file).Should().BeFalse();
        FullProgram.IsPipe(_here.Path).Should().BeFalse();
        FullProgram.IsPipe(Path.Combine(_here.Path, "nothing")).Should().BeFalse();
    }

    [Theory]
    [InlineData("-x simulator -p 1 -c XBTUSD --log-directory off")]
    [InlineData("-p 240 --data synthetic -s 2020-02-01 -e 2020-02-10 --strategy ./Own.cs")]
    [InlineData("-p 240 --data synthetic -s 2020-02-01 -e 2020-02-10 --strategy ./Own.dll")]
    [InlineData("-x kraken -c XBTUSD --strategy ./Own.cs --log-directory off")]
    [InlineData("config show --strategy ./Own.cs")]
    [InlineData("config check --strategy ./Own.cs")]
    [InlineData("config bot --strategy ./Own.cs")]
    [InlineData("config check --config own.json")]
    [InlineData("strategies show Own.cs")]
    [InlineData("run simulated.json --log-directory off")]
    [InlineData("run own-strategy.json --log-directory off")]
    [InlineData("simulate-kraken --listen 127.0.0.1:0")]
    [InlineData("simulate-kraken --speed none")]
    [InlineData("-p 1 -s 2026-11-20 --data recording:/nowhere")]
    public void What_needs_the_compiler_or_an_offline_exchange_is_done_by_the_full_program(string arguments)
    {
        var (process, code, said) = Run(arguments);

        said.Should().Be($"full {process}{string.Concat(arguments.Split(' ').Select(word => $" [{word}]"))}\n");
        code.Should().Be(7);
    }

    [Theory]
    [InlineData("--version", 0)]
    [InlineData("--help", 0)]
    [InlineData("simulate-kraken --help", 0)]
    [InlineData("-p 240 --data synthetic -s 2020-02-01 -e 2020-02-10", 0)]
    [InlineData("config bot -x simulator", 0)]
    [InlineData("config check -x simulator", 0)]
    [InlineData("strategies list", 0)]
    [InlineData("strategies new Another", 0)]
    [InlineData("-x simulator --period 7", ExitCode.WrongInput)]
    [InlineData("-p 240 --data synthetic -s 2020-02-01 --strategy ./Missing.cs", ExitCode.WrongInput)]
    public void Anything_else_it_does_itself(string arguments, int expected)
    {
        var (_, code, said) = Run(arguments);

        said.Should().NotBeEmpty().And.NotContain("full ");
        code.Should().Be(expected);
    }

    /// <summary>A pipe can be read once, so whoever reads it has to be able to do all that may stand in it.</summary>
    [Theory]
    [InlineData("run /dev/stdin --log-directory off")]
    [InlineData("config check --config /dev/stdin")]
    public void A_pipe_is_left_to_the_full_program(string arguments) => Run(arguments).Said.Should().StartWith("full ");

    [Fact]
    public void Without_the_full_program_one_line_names_it()
    {
        var (_, code, said) = Run("-x simulator -c XBTUSD --log-directory off", isThere: false);

        var full = Path.Combine(Directory, "TradingBot.full");
        said.Should().Be(
            $"{full}: No such file or directory; an offline exchange, recordings and strategies of your own need "
            + "this program\n");
        code.Should().Be(ExitCode.Failed);
    }

    private (int Process, int ExitCode, string Said) Run(string arguments, bool isThere = true)
    {
        WriteFiles();
        var full = Path.Combine(Directory, "TradingBot.full");
        File.Delete(full);
        if (isThere)
            Tool.WriteScript(full, "printf 'full %s' $$; printf ' [%s]' \"$@\"; echo; exit 7\n");
        var start = new ProcessStartInfo("dotnet", [
            "exec", "--runtimeconfig", _here["native.json"],
            Path.Combine(Directory, "TradingBot.dll"), .. arguments.Split(' '),
        ])
        {
            WorkingDirectory = _here.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.Id, process.ExitCode, output + errors.GetAwaiter().GetResult());
    }

    private void WriteFiles()
    {
        var settings = JsonNode.Parse(File.ReadAllText(Path.Combine(Directory, "TradingBot.runtimeconfig.json")))!;
        settings["runtimeOptions"]!["configProperties"]![FullProgram.Switch] = false;
        File.WriteAllText(_here["native.json"], settings.ToJsonString());
        File.WriteAllText(_here["Own.cs"], "// never compiled here");
        File.WriteAllText(_here["Own.dll"], "");
        File.WriteAllText(_here["own.json"], """{ "TradingBot": { "Strategy": "./Own.cs" } }""");
        var bot = Shell.Run("config bot -x simulator -c XBTUSD").Output;
        File.WriteAllText(_here["simulated.json"], bot);
        var own = bot.Replace("\"macd\"", "\"./Own.cs\"", StringComparison.Ordinal);
        File.WriteAllText(_here["own-strategy.json"], own);
    }
}
