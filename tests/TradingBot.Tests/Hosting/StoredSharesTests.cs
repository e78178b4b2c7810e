using TradingBot.Bots.Orders;
using TradingBot.Bots.Preparation;
using TradingBot.Core.Accounts;
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
        File.Copy(_bot.Path, _bot.Here["second.db"]);

        StoredShares.Reserve(_account, "model", _bot.Here.Path, ["new", "bot", "second"]);

        Others().Should().Be(isSetAside ? (2 * stored.Cash, 2 * stored.Held) : (0m, 0m));
    }

    [Fact]
    public void One_that_is_stored_for_another_venue_has_nothing_of_this_account()
    {
        _bot.Trade(1);
        _bot.Tamper("UPDATE bot SET mode = 'live'");

        StoredShares.Reserve(_account, "elsewhere", _bot.Here.Path, ["bot"]);

        Others().Should().Be((0m, 0m));
    }

    [Fact]
    public void What_a_stored_bot_was_about_to_sell_may_be_gone()
    {
        var share = AccountShare.Of(Start(held: 2, Order(Side.Sell, 3)), cash: 7, "XBT", "USD");

        share.Should().Be(new AccountShare("USD", 1000, "XBT", 0, IsStored: true));
    }

    [Fact]
    public void What_it_was_about_to_sell_short_was_not_its_own()
    {
        AccountShare.HeldBy(Start(held: 2, Order(Side.Sell, 1) with { Intent = Intent(Side.Sell, 1, leverage: 2) }))
            .Should().Be(2);
    }

    [Fact]
    public void What_its_resting_purchase_holds_back_the_exchange_does_not_count_as_free_either()
    {
        var start = Start(held: 0, Order(Side.Buy, 5) with { Reserved = 400 });

        AccountShare.Of(start, cash: 0, "XBT", "USD").Cash.Should().Be(600);
    }

    [Fact]
    public void What_a_short_brought_in_is_not_in_the_account()
    {
        var trade = new TradeState(1, new Fill(0, 100, 5, 500, 0), "down", 100, new Loan(0, 0));
        var start = Start(held: 0) with { Engine = new EngineState(1000, 1500, 1, [trade]) };

        AccountShare.Of(start, cash: 0, "XBT", "USD").Should()
            .Be(new AccountShare("USD", 1000, "XBT", 0, IsStored: true));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("DROP TABLE state")]
    [InlineData("DELETE FROM bot")]
    [InlineData("UPDATE state SET json = '{}'")]
    public void A_database_that_cannot_be_read_is_left_to_its_own_bot(string? damage)
    {
        if (damage is null)
        {
            File.WriteAllText(_bot.Path, "not a database");
        }
        else
        {
            _bot.Trade(1);
            _bot.Tamper("UPDATE bot SET mode = 'live'");
            _bot.Tamper(damage);
        }

        StoredShares.Reserve(_account, "model", _bot.Here.Path, ["bot"]);

        Others().Should().Be((0m, 0m));
    }

    public void Dispose() => _bot.Dispose();

    private static SessionStart Start(decimal held, params AttemptRecord[] orders)
    {
        var trade = new TradeState(1, new Fill(0, 100, held, 100 * held, 0), "up", 100);
        var engine = new EngineState(1000, 1000, 2, held == 0 ? [] : [trade]);
        return SessionStart.First(StoredBot.Time, Guid.Empty) with { Engine = engine, Orders = orders };
    }

    private static AttemptRecord Order(Side side, decimal volume) => new()
    {
        Id = Guid.NewGuid(),
        Attempt = 1,
        Number = 99,
        Intent = Intent(side, volume),
        Reserved = 0,
        DecidedAt = StoredBot.Time,
        State = OrderState.Sending,
    };

    private static OrderIntent Intent(Side side, decimal volume, int leverage = 0) =>
        new(OrderPurpose.Open, side, volume, 100, Trade: 0, "words", Leverage: leverage);

    private (decimal Cash, decimal Held) Others() =>
        _account.Others("asks", new AccountShare(StoredBot.Identity.Quote, 0, StoredBot.Identity.Base, 0));
}
