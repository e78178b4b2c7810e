using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using TradingBot.Core.Risk;
using TradingBot.Input;

namespace TradingBot.Reports;

/// <summary>
/// The report for machines. Fractions, not percents; money as numbers with every digit; null: not computable.
/// </summary>
internal static class JsonReport
{
    private const int SchemaVersion = 1;

    public static void Write(Stream stream, BacktestReport report)
    {
        using var json = Begin(stream, report.Complete);
        WriteSetup(json, report);
        WriteResult(json, report);
        WriteTrades(json, report);
        if (report.Run.HasBreakers)
            WriteBreakers(json, report);
        JsonFigures.Write(json, report.Tearsheet);
        End(json, report.Conventions);
    }

    /// <summary>Begins a report.</summary>
    internal static Utf8JsonWriter Begin(Stream stream, bool isComplete)
    {
        var json = new Utf8JsonWriter(stream, new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // it is a file, not a part of a page
        });
        json.WriteStartObject();
        json.WriteNumber("schema", SchemaVersion);
        json.WriteString("program", Program);
        json.WriteBoolean("complete", isComplete);
        return json;
    }

    /// <summary>Ends it with how it is to be read.</summary>
    internal static void End(Utf8JsonWriter json, IReadOnlyList<string> conventions)
    {
        json.WriteStartArray("conventions");
        foreach (var convention in conventions)
            json.WriteStringValue(convention);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    internal static void WriteSetup(Utf8JsonWriter json, BacktestReport report)
    {
        var setup = report.Setup;
        json.WriteStartObject("setup");
        json.WriteString("pair", setup.Instrument.Symbol);
        json.WriteString("quote", setup.Instrument.Quote);
        json.WriteNumber("period_minutes", setup.Timeframe.Minutes);
        json.WriteString("start", Display.Time(report.Performance.Start));
        json.WriteString("end", Display.Time(report.Performance.End));
        if (report.AskedFor is { } asked)
            json.WriteString("asked_for", asked);
        json.WriteString("data", report.DataName);
        json.WriteNumber("candles", report.Run.Candles);
        json.WriteNumber("warm_up_candles", report.Run.WarmUpCandles);
        if (report.LateStart is { } late)
        {
            json.WriteNumber("needed_warm_up_candles", report.Run.NeededWarmUp);
            json.WriteString("late_start", late);
        }

        if (report.Recording is { } recording)
        {
            WriteRecording(json, recording);
        }
        else
        {
            json.WriteString("gaps", report.FillsGaps ? "fill" : "keep");
            json.WriteNumber("missing_candles", report.MissingCandles);
        }

        json.WriteString("strategy", setup.Strategy.Name);
        json.WriteStartObject("parameters");
        foreach (var (name, value) in setup.Settings.Effective)
            json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteString("sizing", setup.Sizing.Description);
        json.WriteNumber("maximum_trades", setup.Limits.MaximumTrades);
        json.WriteString("order_style", setup.Placing.Style.ToString());
        if (setup.Placing.Rests)
            json.WriteNumber("order_patience_seconds", setup.Placing.Patience.TotalSeconds);
        if (setup.ShortTerms is { } terms)
        {
            json.WriteNumber("short_leverage", terms.Leverage);
            json.WriteNumber("borrow_rate_at_opening", terms.OpeningRate);
            json.WriteNumber("borrow_rate_every_4_hours", terms.RolloverRate);
        }

        json.WriteString("fees", report.Fills.Fees.Name);
        json.WriteNumber("first_taker_fee", report.Fills.Fees.At(0).Taker);
        if (report.Fills.BuysPayInBase)
            json.WriteBoolean("buys_pay_in_base", true);
        if (report.Recording is null)
            json.WriteNumber("slippage", report.Fills.Slippage);
        json.WriteEndObject();
    }

    private static void WriteRecording(Utf8JsonWriter json, RecordingFacts recording)
    {
        json.WriteStartObject("recording");
        json.WriteNumber("latency_seconds", recording.Latency.TotalSeconds);
        json.WriteString("queue", recording.Queue ?? "off");
        json.WriteNumber("lost_trades", recording.LostTrades);
        json.WriteNumber("late_trades", recording.LateTrades);
        json.WriteNumber("unknown_book_seconds", recording.Unknown.TotalSeconds);
        json.WriteStartArray("book_gaps");
        foreach (var gap in recording.BookGaps)
        {
            json.WriteStartObject();
            json.WriteString("start", Display.Time(gap.Start));
            json.WriteNumber("seconds", gap.Length.TotalSeconds);
            json.WriteString("reason", gap.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    internal static void WriteResult(Utf8JsonWriter json, BacktestReport report)
    {
        var performance = report.Performance;
        json.WriteStartObject("result");
        json.WriteNumber("start_balance", performance.StartEquity);
        json.WriteNumber("final_equity", performance.FinalEquity);
        json.WriteNumber("net_profit", performance.NetProfit);
        json.WriteNumber("fees", performance.Fees);
        if (report.Setup.ShortTerms is not null)
            json.WriteNumber("borrow_cost", performance.BorrowCost);
        json.WriteNumber("turnover", performance.Turnover);
        Number(json, "average_fee", performance.AverageFee);
        json.WriteNumber("fees_at_first_tier", performance.Fees + performance.FeesSaved);
        if (report.FinalEquityAtFirstTier is { } left)
            json.WriteNumber("final_equity_at_first_tier", left);
        else
            json.WriteNull("final_equity_at_first_tier");
        Number(json, "return", performance.Return);
        json.WriteNumber("most_invested", performance.MaxInvested);
        Number(json, "return_on_most_invested", performance.ReturnOnInvested);
        Number(json, "buy_and_hold", performance.BuyAndHold);
        Number(json, "cagr", performance.Returns.Cagr);
        Number(json, "exposure", performance.Exposure);
        Number(json, "volatility", performance.Returns.Volatility);
        Number(json, "sharpe", performance.Returns.Sharpe);
        Number(json, "sortino", performance.Returns.Sortino);
        Number(json, "calmar", performance.Calmar);
        Number(json, "maximum_drawdown", performance.Drawdown.Depth);
        json.WriteString("maximum_drawdown_peak", Display.Time(performance.Drawdown.Peak));
        json.WriteString("maximum_drawdown_trough", Display.Time(performance.Drawdown.Trough));
        json.WriteString("maximum_drawdown_end", Display.Time(performance.Drawdown.End));
        json.WriteNumber("maximum_drawdown_days", performance.Drawdown.Length.TotalDays);
        json.WriteBoolean("maximum_drawdown_recovered", performance.Drawdown.Recovered);
        json.WriteEndObject();
    }

    internal static void WriteTrades(Utf8JsonWriter json, BacktestReport report)
    {
        var trades = report.Performance.Trades;
        var engine = report.Run.Engine;
        json.WriteStartObject("trades");
        json.WriteNumber("closed", trades.Count);
        json.WriteNumber("open", engine.Ledger.Open.Count);
        if (report.Setup.ShortTerms is not null)
            json.WriteNumber("closed_short", trades.Shorts);
        json.WriteNumber("won", trades.Wins);
        Number(json, "win_rate", trades.WinRate);
        Number(json, "profit_factor", trades.ProfitFactor);
        json.WritePropertyName("expectancy");
        if (trades.Expectancy is { } expectancy)
            json.WriteNumberValue(decimal.Round(expectancy, Core.Market.Instrument.MoneyDecimals));
        else
            json.WriteNullValue();
        Number(json, "best_return", trades.Best);
        Number(json, "worst_return", trades.Worst);
        Number(json, "average_seconds", trades.AverageSeconds);
        json.WriteNumber("ambiguous_candles", report.Run.AmbiguousCandles);
        json.WriteNumber("unfilled_at_end", engine.Pending.Count);
        json.WriteNumber("rejected", engine.Rejections);
        json.WriteStartObject("refused");
        foreach (var reason in Enum.GetValues<Refusal>().Where(reason => reason != Refusal.None))
            json.WriteNumber(reason.ToString(), engine.Refused(reason));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    internal static void WriteBreakers(Utf8JsonWriter json, BacktestReport report)
    {
        json.WriteStartArray("tripped_breakers");
        foreach (var trip in report.Run.Trips)
        {
            json.WriteStartObject();
            json.WriteString("time", Display.Time(trip.Since));
            json.WriteString("name", trip.Name);
            json.WriteString("reason", trip.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    internal static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }

    /// <summary>Name and version.</summary>
    public static string Program => "TradingBot " +
        typeof(JsonReport).Assembly
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
}
