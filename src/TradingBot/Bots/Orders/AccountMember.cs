using TradingBot.Core.Orders;

namespace TradingBot.Bots.Orders;

/// <summary>A bot among those that trade on its account in this process.</summary>
/// <param name="shared">The account.</param>
/// <param name="bot">The bot's name.</param>
/// <param name="deadMansSwitch">The account's, where this bot wants it; or null.</param>
internal sealed class AccountMember(SharedAccount shared, string bot, DeadMansSwitch? deadMansSwitch)
{
    /// <inheritdoc cref="SharedAccount.Claim"/>
    public void Claim(Guid order) => shared.Claim(bot, order);

    /// <inheritdoc cref="SharedAccount.Send"/>
    public void Send(in OrderRequest order) => shared.Send(bot, in order);

    /// <inheritdoc cref="SharedAccount.IsAnothers"/>
    public bool IsAnothers(Guid order) => shared.IsAnothers(bot, order);

    /// <summary>The bot begins to trade.</summary>
    public void Join() => deadMansSwitch?.Join(bot);

    /// <summary>Does what is due of the dead man's switch; called again and again.</summary>
    /// <returns>The request that was begun, or null.</returns>
    public Task? Advance(bool isResting, DateTime now, CancellationToken cancellation) =>
        deadMansSwitch?.Advance(bot, isResting, now, cancellation);

    /// <inheritdoc cref="DeadMansSwitch.Leave"/>
    public bool Leave() => deadMansSwitch?.Leave(bot) is true;

    /// <inheritdoc cref="DeadMansSwitch.Forget"/>
    public void Forget() => deadMansSwitch?.Forget(bot);
}
