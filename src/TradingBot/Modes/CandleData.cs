using System.Globalization;
using TradingBot.Bots;
using TradingBot.Core.Backtesting;
using TradingBot.Core.Charts;
using TradingBot.Core.Market;
using TradingBot.Data.Candles;
using TradingBot.Exchanges;
using TradingBot.Exchanges.Contract;
using TradingBot.Input;

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
    private readonly (long First, long End) _available;

    private CandleData(LoadedBot bot, BacktestOptions options, CandleFile? file)
    {
        _file = file;
        _wanted = bot.Definition.Timeframe;
        _from = _wanted.OpenOf(options.Start) - WarmUpOf(bot) * _wanted.Seconds;
        _to = options.End is { } end ? _wanted.OpenOf(end) : long.MaxValue;
        _stored = file?.Series.Timeframe ?? new Timeframe(1);
        Name = NameOf(file, _wanted);
        _available = file is null
            ? (SyntheticMarket.Start, SyntheticMarket.Start + SyntheticMarket.DefaultBars * 60L)
            : (file.FirstOpenSeconds, file.LastOpenSeconds + _stored.Seconds);
        Candles = options.FillsGaps
            ? _filler = new GapFiller(Stored(), _wanted, KnownUntil)
            : _counter = new GapCounter(Stored(), _wanted);
    }

    /// <summary>Candles that are missing before the data's end did not trade; what comes after is not known.</summary>
    private long KnownUntil => Math.Min(_to, _available.End);

    public ICandleSource Candles { get; }

    /// <summary>What a report calls it, the checksum included.</summary>
    public string Name { get; }

    /// <summary>Candles the data does not have, the warm-up included; filled with flat ones or left out.</summary>
    public long MissingCandles => _filler?.Filled ?? _counter!.Missing;

    /// <exception cref="UserError">No such data.</exception>
    /// <exception cref="CandleStoreException">It is damaged or cannot be read.</exception>
    public static CandleData Open(LoadedBot bot, BacktestOptions options)
    {
        if (bot.Strategy.NeedsBook)
        {
            throw new UserError(
                $"--strategy: {bot.Strategy.Name} looks at the order book and needs recorded books; history has "
                + "candles only. Use --data recording, or trade it on paper: leave --start out");
        }

        if (options.Candles is not { } store)
            return OpenSynthetic(bot, options);
        var candle = bot.Definition.Timeframe;
        var pair = new InstrumentId(options.Venue.Name, options.Instrument.Symbol);
        var from = options.Start - WarmUpOf(bot) * candle.Seconds;
        var to = options.End ?? long.MaxValue;
        var series = store.FindBase(pair, candle, from, to) ?? throw new UserError(
            $"no candles of {options.PairText} for a period of {candle} minutes in {store.Directory}; import some "
            + "with 'TradingBot history import FILE', see 'TradingBot history list', or try '--data synthetic'",
            ExitCode.Failed);
        return new CandleData(bot, options, store.Open(series));
    }

    /// <summary>The same candles from their beginning; what is missing counts no second time.</summary>
    public ICandleSource Again() => _filler is null ? Stored() : new GapFiller(Stored(), _wanted, KnownUntil);

    public void Dispose() => _file?.Dispose();

    /// <inheritdoc cref="AskedRange.Other"/>
    public string? OtherThanAsked(BacktestOptions options, long start, long end) =>
        AskedRange.Other(options, start, end, _available);

    /// <summary>The error for a range in which there is no candle.</summary>
    public UserError NothingInRange(Timeframe candle, BacktestOptions options)
    {
        var end = options.End is { } given ? Display.Time(given) : "the end";
        return new UserError(
            $"--start, --end: no whole {candle}-minute candle between {Display.Time(options.Start)} and {end}; "
            + $"{Name} reaches from {Display.Time(_available.First)} to {Display.Time(_available.End)} UTC");
    }

    /// <summary>At least what a live bot has, and all that the strategy asks for.</summary>
    public static long WarmUpOf(LoadedBot bot) => Math.Max(WarmUpCandles, bot.Strategy.WarmUp);

    private static CandleData OpenSynthetic(LoadedBot bot, BacktestOptions options) =>
        options.Venue == Venues.Default && options.Instrument.Symbol == "XBTUSD"
        ? new CandleData(bot, options, file: null)
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
