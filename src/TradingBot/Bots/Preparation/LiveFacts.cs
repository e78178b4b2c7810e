using TradingBot.Bots.Orders;
using TradingBot.Core.Engine;
using TradingBot.Core.Orders;
using TradingBot.Input;

namespace TradingBot.Bots.Preparation;

/// <summary>What a live session has found at the exchange before it begins.</summary>
/// <param name="Mode">What the exchange accepts.</param>
/// <param name="Account">What it holds, whoever bought it; read at its time or a little later.</param>
/// <param name="FreeQuote">What an order may use, quote currency.</param>
internal sealed record LiveFacts(ExchangeMode Mode, EngineEvent.AccountRead Account, decimal FreeQuote)
{
    /// <summary>The bot's books and the account must be able to be true together.</summary>
    /// <param name="stored">What earlier sessions left.</param>
    /// <param name="setup">How it is about to trade.</param>
    /// <param name="others">What the other bots of this process have of the account; null: there are none.</param>
    /// <exception cref="UserError">They are not; one line.</exception>
    public void Check(SessionStart stored, EngineSetup setup, AccountShare? others = null)
    {
        var instrument = setup.Instrument;
        var (held, theirs) = (AccountShare.HeldBy(stored), others?.Held ?? 0);
        if (held > 0 && held > Account.Base - theirs)
        {
            var siblings = theirs == 0
                ? ""
                : FormattableString.Invariant($" and those of the other bots of this process {theirs}");
            throw new UserError(
                FormattableString.Invariant($"the account holds {Account.Base} {instrument.Base}, the bot's open ")
                + FormattableString.Invariant($"trades {stored.Engine!.Held()}{siblings}: ")
                + "somebody else has sold it; see 'TradingBot ledger'",
                ExitCode.Failed);
        }

        if (stored.Engine is null && setup.Cash <= 0)
        {
            throw new UserError(
                $"--live: no {instrument.Quote} is free in the account, and a bot that begins without any never trades",
                ExitCode.Failed);
        }

        if (stored.Engine is null && setup.Cash > FreeQuote)
        {
            throw new UserError(FormattableString.Invariant(
                $"--balance: {setup.Cash} {instrument.Quote} is more than the {FreeQuote} free in the account"));
        }

        if (stored.Engine is null && others is { Cash: var reserved } && setup.Cash > FreeQuote - reserved)
        {
            throw new UserError(FormattableString.Invariant(
                $"--balance: {setup.Cash} {instrument.Quote} is too much: {FreeQuote} is free in the account, and ")
                + FormattableString.Invariant($"the other bots of this process have {reserved} of it"));
        }
    }
}
