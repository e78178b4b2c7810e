using System.Text.Json.Nodes;
using TradingBot.Simulators.Kraken.Accounts;
using TradingBot.Simulators.Kraken.Notation;
using TradingBot.Simulators.Kraken.State;

namespace TradingBot.Simulators.Kraken.Rest;

/// <summary>Ledgers, QueryLedgers. Source: docs.kraken.com, "Get Ledgers Info".</summary>
internal static class LedgerEndpoints
{
    private const int PageSize = 50;
    private const int MaxIds = 20;
    private const int DefaultDecimals = 10; // of an asset that no pair trades
    private const string All = "all";

    public static JsonNode Ledgers(Exchange exchange, RequestParameters parameters)
    {
        var (start, end) = (Border(exchange, parameters, "start"), Border(exchange, parameters, "end"));
        var assets = Assets(exchange, parameters);
        var kind = parameters.Text("type") ?? All;
        if (kind != All && !AccountLedger.IsKind(kind))
            throw KrakenRefusal.Argument("type");
        var found = Entries(exchange)
            .Where((entry, number) => IsBetween(entry, number, start, end))
            .Where(entry => (assets is null || assets.Contains(entry.Asset)) && (kind == All || entry.Kind == kind))
            .Reverse().ToList();
        var offset = parameters.Integer("ofs") ?? 0;
        var result = new JsonObject { ["ledger"] = Rows(exchange, found.Skip(offset).Take(PageSize)) };
        if (!parameters.Flag("without_count"))
            result["count"] = found.Count;
        return result;
    }

    public static JsonNode QueryLedgers(Exchange exchange, RequestParameters parameters)
    {
        var ids = parameters.List("id");
        if (ids.Count is 0 or > MaxIds)
            throw KrakenRefusal.Argument("id");
        return Rows(exchange, Entries(exchange).Where(entry => ids.Contains(entry.Id)));
    }

    private static IReadOnlyList<LedgerEntry> Entries(Exchange exchange) => exchange.Ledger.Entries;

    /// <summary>The names of the assets asked for; null: all.</summary>
    private static HashSet<string>? Assets(Exchange exchange, RequestParameters parameters)
    {
        var names = parameters.List("asset");
        return names.Count == 0 || names is [All]
            ? null
            : [.. names.Select(name => Asset(exchange, name))];
    }

    private static string Asset(Exchange exchange, string name) =>
        exchange.FindAsset(name)?.AltName ?? throw new KrakenRefusal("EQuery:Unknown asset");

    private static JsonObject Rows(Exchange exchange, IEnumerable<LedgerEntry> entries)
    {
        var rows = new JsonObject();
        foreach (var entry in entries)
        {
            var asset = exchange.FindAsset(entry.Asset);
            var decimals = asset?.Decimals ?? DefaultDecimals;
            rows[entry.Id] = new JsonObject
            {
                ["refid"] = entry.Reference,
                ["time"] = UnixTime.Exact(entry.Time),
                ["type"] = entry.Kind,
                ["subtype"] = entry.Subtype,
                ["aclass"] = "currency",
                ["asset"] = asset?.Id ?? entry.Asset,
                ["amount"] = Wire.Text(entry.Amount, decimals),
                ["fee"] = Wire.Text(entry.Fee, decimals),
                ["balance"] = Wire.Text(entry.Balance, decimals),
            };
        }

        return rows;
    }

    /// <summary>After <c>start</c>, up to and with <c>end</c>; an id stands for its place, not its time.</summary>
    private static bool IsBetween(LedgerEntry entry, int number, LedgerBorder? start, LedgerBorder? end) =>
        (start is null || start.Value.IsBefore(entry, number)) && (end is null || !end.Value.IsBefore(entry, number));

    private static LedgerBorder? Border(Exchange exchange, RequestParameters parameters, string name)
    {
        if (parameters.Text(name) is not { } text)
            return null;
        var entries = Entries(exchange);
        for (var number = 0; number < entries.Count; number++)
        {
            if (entries[number].Id == text)
                return new LedgerBorder(number, default);
        }

        return new LedgerBorder(null, OrderQueries.Seconds(text, name));
    }

    private readonly record struct LedgerBorder(int? Number, DateTime Time)
    {
        public bool IsBefore(LedgerEntry entry, int number) =>
            Number is { } border ? number > border : entry.Time > Time;
    }
}
