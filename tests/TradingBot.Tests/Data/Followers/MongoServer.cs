using System.Diagnostics;

namespace TradingBot.Tests.Data.Followers;

/// <summary>The server in <c>tests/mongo</c> on a free port, with a directory that survives its death.</summary>
internal sealed class MongoServer : IDisposable
{
    private readonly TemporaryDirectory _here = new();
    private Process _process;
    private string _port = "0";

    public MongoServer() => _process = Start();

    public string Address => $"mongodb://127.0.0.1:{_port}/market";

    public void Misbehave(string how) => File.WriteAllText(_here[how], "");

    public void Behave(string how) => File.Delete(_here[how]);

    /// <summary>Waits for its end.</summary>
    public Task ExitAsync() => _process.WaitForExitAsync();

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Loses all that it had; while it does not run.</summary>
    public void Forget() => File.Delete(_here["journal"]);

    /// <summary>Starts it again, on the same port.</summary>
    public void Restart()
    {
        _process.Dispose();
        _process = Start();
    }

    /// <summary>A collection as npm's driver reads it, a document a line.</summary>
    public List<string> Read(string collection)
    {
        var (exitCode, output) = MongoFactAttribute.Folder.Run("node", "rows.mjs", Address, collection);
        exitCode.Should().Be(0, output);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
        _here.Dispose();
    }

    private Process Start()
    {
        var process = MongoFactAttribute.Folder.Start("node", "server.mjs", _here.Path, _port);
        _port = process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException(process.StandardError.ReadToEnd());
        return process;
    }
}
