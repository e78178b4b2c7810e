using TradingBot.Bots.Orders;
using TradingBot.Bots.Preparation;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Storage;
using TradingBot.Tests.Storage;

namespace TradingBot.Tests.Hosting;

/// <summary>What is known of stored bots before the first bot of a process begins.</summary>
public sealed class StoredSharesTests : IDisposable
{
    private readonly StoredBot _bot = new();
    private readonly SharedAccount _account = Alone.Account();

    [Theory]
    [InlineData("live", true)]
    [InlineData("paper", false)] // its money is not the account's
    public void A_stored_live_bot_has_its_share_before_it_begins(string mode, bool isSetAside)
    {
        _bot.Trade(1);
        _bot.Tamper($"UPDATE bot SET mode = '{mode}'");
        var stored = BotReader.Read(_bot.Path, reader => reader.Balance()!);
        stored.Held.Should().BePositive();

        StoredShares.Reserve(_account, _bot.Here.Path, ["bot", "new"]);

        Others().Should().Be(isSetAside ? (stored.Cash, stored.Held) : (0m, 0m));
    }

    [Fact]
    public void What_a_stored_bot_was_about_to_sell_may_be_gone()
    {
        var start = SellingBot();

        var share = AccountShare.Of(start, cash: 7, "XBT", "USD");

        share.Should().Be(new AccountShare("USD", start.Engine!.Cash, "XBT", 0));
    }

    [Fact]
    public void A_database_that_cannot_be_read_is_left_to_its_own_bot()
    {
        File.WriteAllText(_bot.Path, "not a database");

        StoredShares.Reserve(_account, _bot.Here.Path, ["bot"]);

        Others().Should().Be((0m, 0m));
    }

    public void Dispose() => _bot.Dispose();

    private SessionStart SellingBot()
    {
        _bot.Trade(1);
        var start = BotReader.Read(_bot.Path, reader => reader.State()!);
        var sale = new AttemptRecord
        {
            Id = Guid.NewGuid(),
            Attempt = 1,
            Number = 99,
            Intent = new OrderIntent(OrderPurpose.Close, Side.Sell, start.Engine!.Held() + 1, 100, Trade: 1, "down"),
            Reserved = 0,
            DecidedAt = start.Time,
            State = OrderState.Sending,
        };
        return start with { Orders = [sale] };
    }

    private (decimal Cash, decimal Held) Others()
    {
        var bot = StoredBot.Identity;
        var others = _account.Reserve("asks", new AccountShare(bot.Quote, 0, bot.Base, 0));
        return (others.Cash, others.Held);
    }
}
