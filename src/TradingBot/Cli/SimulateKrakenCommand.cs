using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using TradingBot.Cli.Options;
using TradingBot.Exchanges.Connections;
using TradingBot.Input;
using TradingBot.Simulators.Kraken;
using TradingBot.Simulators.Kraken.Accounts;
using TradingBot.Simulators.Kraken.Faults;
using TradingBot.Simulators.Kraken.State;

namespace TradingBot.Cli;

/// <summary><c>simulate-kraken</c>: a Kraken on this machine, for any client, until Ctrl-C.</summary>
internal static class SimulateKrakenCommand
{
    private const int MostDays = 1800; // the synthetic market has so many
    private const int MostTrades = 100_000_000;

    private static readonly TextOption Listen = new(
        "--listen",
        "ADDRESS:PORT",
        "where REST and the public socket listen; port 0 takes a free one",
        "127.0.0.1:8080");

    private static readonly TextOption ListenPrivate = new(
        "--listen-private", "ADDRESS:PORT", "where the private socket listens besides /auth/v2", "127.0.0.1:0");

    private static readonly TextOption Speed = new(
        "--speed", "FACTOR", "seconds of market time in a second, 0.1 to 100000", "1");

    private static readonly Option<bool> OneClock = new("--one-clock")
    {
        Description = "needed where a bot runs with the same --speed: heartbeats and delays keep to that clock, too",
    };

    private static readonly TextOption Pairs = new("--pairs", "PAIR,PAIR", "pairs that are traded", "XBTUSD,ETHUSD");

    private static readonly TextOption Data = new(
        "--data",
        "DIR",
        $"candle store whose candles are the market, or '{SimulatorMarkets.Synthetic}'",
        SimulatorMarkets.Synthetic);

    private static readonly TextOption Start = new(
        "--start",
        "TIME",
        "exchange time at the start; candles then keep their own times (default: now, and candles are moved)");

    private static readonly TextOption History = new(
        "--history", "DAYS", $"days of the market that lie before the start, 1 to {MostDays}", "31");

    private static readonly TextOption Tape = new(
        "--tape", "COUNT", $"trades that a pair remembers, 1 to {MostTrades}; each takes 100 bytes", "100000");

    private static readonly TextOption Tier = new(
        "--tier", "TIER", "the account's tier, for its rate limits: starter, intermediate or pro", "starter");

    private static readonly TextOption Seed = new("--seed", "NUMBER", "seed of the synthetic market", "1");

    private static readonly TextOption Faults = new("--faults", "FILE", "a JSON file of faults to inject");

    public static Command Create(TextWriter output, CancellationToken stop)
    {
        var command = new Command(
            "simulate-kraken", "Run a Kraken on this machine: REST and WebSocket v2, no network, no real money.");
        TextOption[] options =
            [Listen, ListenPrivate, Speed, Pairs, Data, Start, History, Tape, Tier, Seed, Faults];
        foreach (var option in options)
            command.Options.Add(option.Option);
        command.Options.Add(OneClock);
        command.SetAction((parsed, _) => FullProgram.IsThis
            ? RunAsync(parsed, output, stop)
            : throw new FullProgramNeededException());
        return command;
    }

    /// <summary>What the arguments say, without the markets.</summary>
    /// <exception cref="UserError">One of them is not allowed.</exception>
    internal static OfflineKrakenOptions Options(ParseResult parsed)
    {
        var seed = Seed.Read(
            parsed, text => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new UserError($"'{text}' is not allowed; use a whole number from 0"));
        var speed = Speed.Read(parsed, Factor);
        var isOneClock = parsed.GetValue(OneClock);
        return new OfflineKrakenOptions
        {
            Time = isOneClock ? new ScaledTime(speed) : TimeProvider.System,
            Listen = Listen.Read(parsed, EndPoint),
            ListenPrivate = ListenPrivate.Read(parsed, EndPoint),
            Speed = isOneClock ? 1 : speed,
            Seed = seed,
            Tier = Enum.Parse<AccountTier>(
                Tier.Read(parsed, text => OptionValues.OneOf(text, LiveOptions.Tiers)), ignoreCase: true),
            Start = Start.ReadIfGiven(parsed, text => DateTimeOffset.FromUnixTimeSeconds(OptionValues.Start(text))),
            History = TimeSpan.FromDays(History.Read(parsed, text => OptionValues.Count(text, MostDays))),
            TradesKept = Tape.Read(parsed, text => OptionValues.Count(text, MostTrades)),
            Faults = Faults.Read(parsed, Scenario),
        };
    }

    private static async Task<int> RunAsync(ParseResult parsed, TextWriter output, CancellationToken stop)
    {
        var data = Data.ReadIfGiven(parsed, OptionValues.NotEmpty);
        using var markets = Pairs.Read(parsed, pairs => SimulatorMarkets.Open(pairs, data));
        var options = Options(parsed) with { Markets = markets.Setups };
        await using var kraken = await StartAsync(options);
        var (key, secret) = kraken.Credentials;
        output.WriteLine($"REST            {kraken.RestAddress}");
        output.WriteLine($"public socket   {kraken.PublicSocket}");
        output.WriteLine($"private socket  {kraken.PrivateSocket}");
        output.WriteLine($"key             {key}");
        output.WriteLine($"secret          {secret}");
        output.Flush();
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, stop);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C is how this command ends
        }

        return ExitCode.Success;
    }

    private static async Task<OfflineKraken> StartAsync(OfflineKrakenOptions options)
    {
        try
        {
            return await OfflineKraken.StartAsync(options);
        }
        catch (Exception refused) when (refused is IOException or SocketException)
        {
            throw new UserError(
                $"--listen {options.Listen}, --listen-private {options.ListenPrivate}: {refused.Message}",
                ExitCode.Failed);
        }
    }

    private static IPEndPoint EndPoint(string text) =>
        IPEndPoint.TryParse(text, out var end) && text.Contains(':', StringComparison.Ordinal)
            ? end
            : throw new UserError($"'{text}' is not allowed; use an address and a port, such as 127.0.0.1:8080");

    private static double Factor(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var factor)
        && factor is >= 0.1 and <= 100_000
            ? factor
            : throw new UserError($"'{text}' is not allowed; use a number from 0.1 to 100000");

    private static FaultScenario Scenario(string file)
    {
        if (file.Length == 0)
            return FaultScenario.None;
        try
        {
            return FaultScenario.Parse(File.ReadAllText(file));
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new UserError($"{file}: {wrong.Message}");
        }
    }
}
