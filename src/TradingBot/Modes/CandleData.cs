using System.Globalization;
using TradingBot.Bots;
using TradingBot.Core.Backtesting;
using TradingBot.Core.Charts;
using TradingBot.Core.Market;
using TradingBot.Data.Candles;
using TradingBot.Exchanges;
using TradingBot.Exchanges.Contract;
using TradingBot.Input;
using TradingBot.Research.Trials;

namespace TradingBot.Modes;

/// <summary>The candles a backtest asks for, from the store or from the synthetic market, warm-up included.</summary>
internal sealed class CandleData : IDisposable
{
    /// <summary>
    /// Candles shown to a strategy before it trades: as many as Kraken's REST gives a live bot at start.
    /// </summary>
    private const int WarmUpCandles = 720;

    private readonly CandleFile? _file;
    private readonly GapFiller? _filler;
    private readonly GapCounter? _counter;
    private readonly Timeframe _wanted;
    private readonly Timeframe _stored;
    private readonly long _from;
    private readonly long _to;

    /// <param name="wanted">Length of the candles.</param>
    /// <param name="options">The range, and what becomes of gaps.</param>
    /// <param name="file">Where they are; null: the synthetic market.</param>
    /// <param name="from">The first moment to read, unix seconds.</param>
    private CandleData(Timeframe wanted, BacktestOptions options, CandleFile? file, long from)
    {
        (_file, _wanted, _from) = (file, wanted, from);
        _to = options.End is { } end ? wanted.OpenOf(end) : long.MaxValue;
        _stored = file?.Series.Timeframe ?? new Timeframe(1);
        Name = NameOf(file, wanted);
        Available = file is null
            ? (SyntheticMarket.Start, SyntheticMarket.Start + SyntheticMarket.DefaultBars * 60L)
            : (file.FirstOpenSeconds, file.LastOpenSeconds + _stored.Seconds);
        Candles = options.FillsGaps
            ? _filler = new GapFiller(Stored(), wanted, KnownUntil)
            : _counter = new GapCounter(Stored(), wanted);
    }

    /// <summary>Candles that are missing before the data's end did not trade; what comes after is not known.</summary>
    private long KnownUntil => Math.Min(_to, Available.End);

    public ICandleSource Candles { get; }

    /// <summary>What a report calls it, the checksum included.</summary>
    public string Name { get; }

    /// <summary>Candles the data does not have, the warm-up included; filled with flat ones or left out.</summary>
    public long MissingCandles => _filler?.Filled ?? _counter!.Missing;

    /// <summary>The first moment there is data of, and the end of the last candle; unix seconds.</summary>
    private (long First, long End) Available { get; }

    /// <summary>What a backtest reads: the range with its warm-up.</summary>
    /// <exception cref="UserError">No such data.</exception>
    /// <exception cref="CandleStoreException">It is damaged or cannot be read.</exception>
    public static CandleData Open(LoadedBot bot, BacktestOptions options)
    {
        var candle = bot.Definition.Timeframe;
        return Open(bot, options, candle.OpenOf(options.Start) - WarmUpOf(bot) * candle.Seconds);
    }

    /// <summary>All candles up to the range's end, so that any warm-up can be taken from them.</summary>
    /// <inheritdoc cref="Open(LoadedBot, BacktestOptions)"/>
    public static CandleData OpenAll(LoadedBot bot, BacktestOptions options) => Open(bot, options, from: 0);

    private static CandleData Open(LoadedBot bot, BacktestOptions options, long from)
    {
        if (bot.Strategy.NeedsBook)
        {
            throw new UserError(
                $"--strategy: {bot.Strategy.Name} looks at the order book and needs recorded books; history has "
                + "candles only. Use --data recording, or trade it on paper: leave --start out");
        }

        if (options.Candles is not { } store)
            return OpenSynthetic(bot, options, from);
        var candle = bot.Definition.Timeframe;
        var pair = new InstrumentId(options.Venue.Name, options.Instrument.Symbol);
        var warm = options.Start - WarmUpOf(bot) * candle.Seconds;
        var to = options.End ?? long.MaxValue;
        var series = store.FindBase(pair, candle, warm, to) ?? throw new UserError(
            $"no candles of {options.PairText} for a period of {candle} minutes in {store.Directory}; import some "
            + "with 'TradingBot history import FILE', see 'TradingBot history list', or try '--data synthetic'",
            ExitCode.Failed);
        return new CandleData(candle, options, store.Open(series), from);
    }

    /// <summary>The same candles from their beginning; what is missing counts no second time.</summary>
    public ICandleSource Again() => _filler is null ? Stored() : new GapFiller(Stored(), _wanted, KnownUntil);

    /// <summary>All of them in memory, for many backtests.</summary>
    public CandleHistory ToHistory() => _filler is null
        ? CandleHistory.WithGaps(Stored()) : CandleHistory.Filled(Stored(), _wanted, KnownUntil);

    public void Dispose() => _file?.Dispose();

    /// <inheritdoc cref="AskedRange.Other"/>
    public string? OtherThanAsked(BacktestOptions options, long start, long end) =>
        AskedRange.Other(options, start, end, Available);

    /// <summary>The error for a range in which there is no candle.</summary>
    public UserError NothingInRange(Timeframe candle, BacktestOptions options)
    {
        var end = options.End is { } given ? Display.Time(given) : "the end";
        return new UserError(
            $"--start, --end: no whole {candle}-minute candle between {Display.Time(options.Start)} and {end}; "
            + $"{Name} reaches from {Display.Time(Available.First)} to {Display.Time(Available.End)} UTC");
    }

    /// <summary>At least what a live bot has, and all that the strategy asks for.</summary>
    public static long WarmUpOf(LoadedBot bot) => Math.Max(WarmUpCandles, bot.Strategy.WarmUp);

    private static CandleData OpenSynthetic(LoadedBot bot, BacktestOptions options, long from) =>
        options.Venue == Venues.Default && options.Instrument.Symbol == "XBTUSD"
        ? new CandleData(bot.Definition.Timeframe, options, file: null, from)
        : throw new UserError(
            $"--data: the synthetic market is XBT/USD, not {options.PairText}; use -c XXBTZUSD");

    private ICandleSource Stored()
    {
        ICandleSource candles = _file is null ? Synthetic(_from, _to) : _file.Read(_from, _to);
        return _wanted == _stored ? candles : new Resampler(candles, _stored, _wanted, KnownUntil);
    }

    private static TimeRange Synthetic(long from, long to)
    {
        var bars = Math.Clamp((to - SyntheticMarket.Start) / 60, 0, SyntheticMarket.DefaultBars);
        return new TimeRange(new SyntheticMarket((int)bars), from, to);
    }

    private static string NameOf(CandleFile? file, Timeframe wanted)
    {
        if (file is null)
            return $"synthetic market, seed {SyntheticMarket.DefaultSeed}";
        var path = Path.Combine(file.Series.Folder, file.Series.FileName);
        var name = string.Create(CultureInfo.InvariantCulture, $"{path}, CRC-32C {file.Checksum:x8}");
        return file.Series.Timeframe == wanted ? name : $"{name}, {wanted}-minute candles built from it";
    }
}
