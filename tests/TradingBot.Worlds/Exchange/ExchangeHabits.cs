namespace TradingBot.Worlds.Exchange;

/// <summary>What an exchange does throughout a world, beside what goes wrong by chance.</summary>
/// <param name="HidesBeyondTheLimit">
/// Orders may be in no list for longer than any proof of absence can wait. The bot's bound is broken on purpose: it may
/// be wrong then, but must stop as soon as it can know.
/// </param>
/// <param name="ChargesBase">Buys pay their fee in base though quote was asked for.</param>
/// <param name="RefusesAccountSocket">The account cannot be followed before there is peace: orders go by REST.</param>
/// <param name="HasBareSnapshots">Snapshots of the account's channel tell fills without totals.</param>
/// <param name="IgnoresFilters">Lists are not narrowed to the order that was asked for.</param>
/// <param name="OtherOrders">Orders of others in the lists at the beginning.</param>
internal sealed record ExchangeHabits(
    bool HidesBeyondTheLimit,
    bool ChargesBase,
    bool RefusesAccountSocket,
    bool HasBareSnapshots,
    bool IgnoresFilters,
    int OtherOrders);
