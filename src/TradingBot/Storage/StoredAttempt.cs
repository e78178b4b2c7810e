using System.Globalization;
using Microsoft.Data.Sqlite;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;

namespace TradingBot.Storage;

/// <summary>A row of the orders, without its fills.</summary>
internal static class StoredAttempt
{
    /// <summary>What <see cref="In"/> reads, in its order.</summary>
    public const string Columns =
        "id, number, attempt, purpose, side, volume, price, trade, reason, reserved, decided, sent, deadline, state, "
        + "exchange_id, filled, cost, fee, note, refused, fee_in_kind";

    /// <summary>The same of a database of that version.</summary>
    public static string ColumnsOf(long version) =>
        Columns.Replace("fee_in_kind", StoredFee.Column("fee_in_kind", version), StringComparison.Ordinal);

    public static AttemptRecord In(SqliteDataReader row) => new()
    {
        Id = Guid.Parse(row.GetString(0), CultureInfo.InvariantCulture),
        Number = row.GetInt64(1),
        Attempt = row.GetInt32(2),
        Intent = new OrderIntent(
            row.Word<OrderPurpose>(3),
            row.Word<Side>(4),
            row.Amount(5),
            row.Amount(6),
            row.GetInt64(7),
            row.GetString(8)),
        Reserved = row.Amount(9),
        DecidedAt = row.Time(10),
        SentAt = row.IsDBNull(11) ? default : row.Time(11),
        Deadline = row.IsDBNull(12) ? default : row.Time(12),
        State = row.Word<OrderState>(13),
        ExchangeId = row.TextOrNull(14),
        Filled = row.Amount(15),
        Cost = row.Amount(16),
        Fee = row.IsDBNull(17) ? null : StoredFee.Of(row.Amount(17), row.TextOrNull(20)),
        Note = row.TextOrNull(18),
        IsRefused = row.GetInt64(19) == 1,
    };
}
