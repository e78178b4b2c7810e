using System.Globalization;
using System.Text;

namespace TradingBot.Worlds.Exchange;

/// <summary>The exchange's notation of values and objects.</summary>
internal static class Wire
{
    /// <summary>A decimal with all of its digits.</summary>
    public static string Of(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>REST: unix seconds with a fraction.</summary>
    public static string Seconds(DateTime utc) =>
        ((decimal)(utc - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond).ToString("F7", CultureInfo.InvariantCulture);

    /// <summary>The sockets' instants.</summary>
    public static string Instant(DateTime utc) => utc.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);

    /// <summary>An order as REST shows it, with its key.</summary>
    public static string RestOrder(ExchangeOrder order)
    {
        var client = order.ClientId is { } id ? $"\"cl_ord_id\":\"{id}\"," : "";
        var closed = order.ClosedAt is { } at ? $"\"closetm\":{Seconds(at)}," : "";
        var reason = order.Reason is { } why ? $"\"{why}\"" : "null";
        var price = order.Filled == 0 ? 0 : decimal.Round(order.Cost / order.Filled, 1);
        var trades = string.Join(',', order.Fills.Select(fill => $"\"{fill.Id}\""));
        return $"\"{order.Id}\":{{\"refid\":null,{client}\"status\":\"{order.Status}\",\"reason\":{reason},"
            + $"\"opentm\":{Seconds(order.OpenedAt)},{closed}\"starttm\":0,\"expiretm\":0,\"descr\":{{\"pair\":\"XBTUSD\","
            + $"\"type\":\"{(order.IsBuy ? "buy" : "sell")}\",\"ordertype\":\"{(order.Limit is null ? "market" : "limit")}\","
            + $"\"price\":\"{Of(order.Limit ?? 0)}\",\"price2\":\"0\",\"leverage\":\"none\",\"order\":\"\",\"close\":\"\"}},"
            + $"\"vol\":\"{Of(order.Volume)}\",\"vol_exec\":\"{Of(order.Filled)}\",\"cost\":\"{Of(order.Cost)}\","
            + $"\"fee\":\"{Of(order.Fee)}\",\"price\":\"{Of(price)}\",\"stopprice\":\"0\",\"limitprice\":\"0\","
            + $"\"misc\":\"\",\"oflags\":\"{(order.BaseFee > 0 ? "fcib" : "fciq")}\",\"trades\":[{trades}]}}";
    }

    /// <summary>A fill as REST shows it, with its key.</summary>
    public static string RestTrade(Fill fill) =>
        $"\"{fill.Id}\":{{\"ordertxid\":\"{fill.Order.Id}\",\"postxid\":\"TKH2SE\",\"pair\":\"{Market.PairId}\","
        + $"\"time\":{Seconds(fill.Time)},\"type\":\"{(fill.Order.IsBuy ? "buy" : "sell")}\","
        + $"\"ordertype\":\"{(fill.Order.Limit is null ? "market" : "limit")}\",\"price\":\"{Of(fill.Price)}\","
        + $"\"cost\":\"{Of(fill.Cost)}\",\"fee\":\"{Of(fill.Fee)}\",\"vol\":\"{Of(fill.Volume)}\",\"margin\":\"0\","
        + $"\"misc\":\"\",\"trade_id\":1,\"maker\":{(fill.IsMaker ? "true" : "false")}}}";

    /// <summary>A ledger entry as REST shows it, with its key.</summary>
    public static string RestEntry(LedgerEntry entry) =>
        $"\"{entry.Id}\":{{\"refid\":\"{entry.Reference}\",\"time\":{Seconds(entry.Time)},\"type\":\"{entry.Type}\","
        + $"\"subtype\":\"\",\"aclass\":\"currency\",\"asset\":\"{entry.Asset}\",\"amount\":\"{Of(entry.Amount)}\","
        + $"\"fee\":\"{Of(entry.Fee)}\",\"balance\":\"{Of(entry.Balance)}\"}}";

    /// <summary>A row of the account's channel.</summary>
    /// <param name="step">Kraken's word for what happened.</param>
    /// <param name="order">After it.</param>
    /// <param name="fill">Null where it is none.</param>
    /// <param name="isWhole">True: with the order's own figures, as pending_new and snapshots have them.</param>
    /// <param name="hasTotals">False: as snapshots show past fills.</param>
    public static string Row(string step, ExchangeOrder order, Fill? fill, bool isWhole, bool hasTotals)
    {
        var row = new StringBuilder($"{{\"order_id\":\"{order.Id}\",\"exec_type\":\"{step}\"");
        // A fill says so even where it was the last one: "filled" is a step of its own.
        var status = step == "trade" && hasTotals ? "partially_filled" : order.ChannelStatus;
        row.Append(CultureInfo.InvariantCulture, $",\"order_status\":\"{status}\"");
        if (order.ClientId is { } id)
            row.Append(CultureInfo.InvariantCulture, $",\"cl_ord_id\":\"{id}\"");
        if (isWhole)
        {
            row.Append(CultureInfo.InvariantCulture, $",\"symbol\":\"{Market.Symbol}\",\"side\":\"{(order.IsBuy ? "buy" : "sell")}\"");
            row.Append(CultureInfo.InvariantCulture, $",\"order_type\":\"{(order.Limit is null ? "market" : "limit")}\"");
            row.Append(CultureInfo.InvariantCulture, $",\"order_qty\":{Of(order.Volume)}");
            if (order.Limit is { } limit)
                row.Append(CultureInfo.InvariantCulture, $",\"limit_price\":{Of(limit)}");
        }

        if (fill is not null)
        {
            var (asset, fee) = fill.BaseFee > 0 ? ("BTC", fill.BaseFee) : ("USD", fill.Fee);
            row.Append(CultureInfo.InvariantCulture, $",\"exec_id\":\"{fill.Id}\",\"trade_id\":1,\"last_qty\":{Of(fill.Volume)}");
            row.Append(CultureInfo.InvariantCulture, $",\"last_price\":{Of(fill.Price)},\"cost\":{Of(fill.Cost)}");
            row.Append(CultureInfo.InvariantCulture, $",\"liquidity_ind\":\"{(fill.IsMaker ? "m" : "t")}\"");
            row.Append(CultureInfo.InvariantCulture, $",\"fees\":[{{\"asset\":\"{asset}\",\"qty\":{Of(fee)}}}]");
        }

        if (hasTotals)
            row.Append(CultureInfo.InvariantCulture, $",\"cum_qty\":{Of(order.Filled)},\"cum_cost\":{Of(order.Cost)}");
        if (order.Reason is { } reason)
            row.Append(CultureInfo.InvariantCulture, $",\"reason\":\"{reason}\"");
        return row.Append('}').ToString();
    }
}
