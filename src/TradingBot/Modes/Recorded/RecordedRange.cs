using TradingBot.Bots;
using TradingBot.Core.Market;
using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Replay;
using TradingBot.Input;

namespace TradingBot.Modes.Recorded;

/// <summary>Which part of a recording is read.</summary>
internal sealed record RecordedRange
{
    private const long Second = 1_000_000;

    /// <summary>What a report calls the data.</summary>
    public required string Name { get; init; }

    /// <summary>What is recorded of the pair, unix seconds.</summary>
    public required (long First, long End) Available { get; init; }

    /// <summary>The first moment not to trade any more, unix seconds.</summary>
    public required long End { get; init; }

    /// <summary>The first hour of trades, for the warm-up.</summary>
    public required RecordingHour FirstHour { get; init; }

    /// <summary>The first trade, unix microseconds.</summary>
    public required long TradesFrom { get; init; }

    /// <summary>The first hour of the book: nobody trades before.</summary>
    public required RecordingHour BookFrom { get; init; }

    /// <summary>The last hour that is needed: in it the last candle is known to be whole.</summary>
    public required RecordingHour LastHour { get; init; }

    /// <exception cref="UserError">Nothing is recorded there.</exception>
    public static RecordedRange Of(PairHours hours, LoadedBot bot, BacktestOptions options)
    {
        var available = (First: SecondsOf(hours.First), End: SecondsOf(hours.Last.Next));
        var end = Math.Min(options.End ?? long.MaxValue, available.End);
        if (options.Start >= end || end <= available.First)
            throw Nothing(options, hours.Pair, available);
        var candle = bot.Definition.Timeframe;
        var warmUp = candle.OpenOf(options.Start) - CandleData.WarmUpOf(bot) * candle.Seconds;
        var from = Math.Max(warmUp, available.First);
        var last = HourOf(end).Next;
        return new RecordedRange
        {
            Name = $"recording {hours.Folder.Root}, {hours.Pair}",
            Available = available,
            End = end,
            FirstHour = HourOf(from),
            TradesFrom = from * Second,
            BookFrom = HourOf(Math.Max(options.Start, available.First)),
            LastHour = last < hours.Last ? last : hours.Last,
        };
    }

    /// <summary>The error for a range in which no candle closed.</summary>
    public UserError NothingIn(Timeframe candle, BacktestOptions options) => new(
        $"--start, --end: no whole {candle}-minute candle {Words(options)}; {Name} reaches from "
        + $"{Display.Time(Available.First)} to {Display.Time(Available.End)} UTC");

    private static UserError Nothing(BacktestOptions options, string pair, (long First, long End) available) => new(
        $"--start, --end: nothing of {pair} is recorded {Words(options)}; the recording reaches from "
        + $"{Display.Time(available.First)} to {Display.Time(available.End)} UTC");

    private static string Words(BacktestOptions options) =>
        $"between {Display.Time(options.Start)} and {(options.End is { } end ? Display.Time(end) : "the end")}";

    private static RecordingHour HourOf(long seconds) => RecordingHour.Of(seconds * Second);

    private static long SecondsOf(RecordingHour hour) => hour.StartMicros / Second;
}
