using TradingBot.Bots;
using TradingBot.Core.Strategies;
using TradingBot.Core.Strategies.Catalog;
using TradingBot.Modes;

namespace TradingBot.Tests.Bots;

/// <summary>A bot on paper that a test changes before it runs: macd on XBT/USD, five-minute candles.</summary>
internal sealed record TestBot
{
    private TestBot(string storage) =>
        Options = new RunOptions { Environment = new BotEnvironment { StorageDirectory = storage } };

    public BotDefinition Definition { get; private init; } = new()
    {
        Venue = "simulator",
        Pair = "XBTUSD",
        Period = 5,
        Strategy = new StrategyChoice("macd", new Dictionary<string, string>()),
        Size = new TradeSize.BaseVolume(0.002m),
        Poll = TimeSpan.FromSeconds(5),
    };

    public StrategyDefinition Code { get; private init; } = StrategyCatalog.Find("macd")!;

    public RunOptions Options { get; private init; }

    public BotEnvironment Environment => Options.Environment;

    public LoadedBot Loaded => Load(Definition);

    public static TestBot In(string storage) => new(storage);

    public TestBot With(Func<BotDefinition, BotDefinition> change) => this with { Definition = change(Definition) };

    public TestBot Run(Func<RunOptions, RunOptions> change) => this with { Options = change(Options) };

    public TestBot Placed(Func<BotEnvironment, BotEnvironment> change) =>
        Run(options => options with { Environment = change(options.Environment) });

    /// <summary>With a strategy that need not be in the catalogue.</summary>
    public TestBot Following(StrategyDefinition code, params (string Name, string Value)[] parameters) => this with
    {
        Code = code,
        Definition = Definition with
        {
            Strategy = new StrategyChoice(code.Origin, parameters.ToDictionary(one => one.Name, one => one.Value)),
        },
    };

    /// <summary>As the program finds a strategy in its catalogue.</summary>
    public LoadedBot Load(BotDefinition definition) =>
        new(definition, LoadedStrategy.Of(Code, definition.Strategy.Parameters, definition.Timeframe));
}
