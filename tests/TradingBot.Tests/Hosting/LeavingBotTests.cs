using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Bots;
using TradingBot.Bots.Followers;
using TradingBot.Bots.Loop;
using TradingBot.Bots.Orders;
using TradingBot.Bots.Preparation;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Exchanges.Connections;
using TradingBot.Input;
using TradingBot.Storage;
using TradingBot.Tests.Bots;
using TradingBot.Tests.Simulators;
using TradingBot.Tests.Storage;
using OrderStatus = TradingBot.Simulators.Matching.Orders.OrderStatus;

namespace TradingBot.Tests.Hosting;

/// <summary>A live bot that ends while others of its process trade on, on the same account.</summary>
public sealed class LeavingBotTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(30); // ends a test that hangs, decides nothing

    private readonly TemporaryDirectory _here = new();
    private readonly SharedAccount _account = Alone.Account();
    private TestBot _bot = null!;
    private Rig _rig = null!;

    public async Task InitializeAsync()
    {
        _rig = await Rig.StartAsync(options => options with { SeparatesSockets = false });
        _bot = TestBot.In(_here.Path)
            .With(definition => definition with
            {
                Mode = TradingMode.Live,
                Orders = new OrderTerms(OrderStyle.Limit, TimeSpan.FromHours(1)),
            })
            .Placed(environment => environment with { HasDeadMansSwitch = true });
    }

    public void Dispose() => _here.Dispose();

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_cancels_what_it_lets_rest_whether_it_has_failed_or_was_told_to_end(bool fails)
    {
        var order = await StoreRestingOrderAsync();

        var result = await RunAsync(prepared => prepared.Market.Events.End(fails ? new IOException("planted") : null));

        (result.Failure?.Message).Should().Be(fails ? "planted" : null);
        StatusOf(order).Should().Be(OrderStatus.Canceled);
    }

    [Fact]
    public async Task So_does_one_that_fails_while_it_gets_ready()
    {
        var order = await StoreRestingOrderAsync();

        await this.Awaiting(test => test.RunAsync(_ => { }, (_, _) => throw new IOException("planted")))
            .Should().ThrowAsync<IOException>().WithMessage("planted");

        StatusOf(order).Should().Be(OrderStatus.Canceled);
    }

    [Fact]
    public async Task A_new_one_that_is_refused_leaves_its_money_to_the_others()
    {
        _bot = _bot.With(definition => definition with { Balance = 1_000_000_000 });

        await this.Awaiting(test => test.RunAsync(_ => { }))
            .Should().ThrowAsync<UserError>().WithMessage("--balance: *");

        OfOthers().Should().Be((0m, 0m));
        BotDatabase.Exists(_here.Path, Name).Should().BeFalse();
    }

    [Fact]
    public async Task So_does_a_new_one_that_fails_while_it_gets_ready()
    {
        _bot = _bot.With(definition => definition with { Balance = 1000 });

        await this.Awaiting(test => test.RunAsync(_ => { }, (_, _) =>
            OfOthers().Cash == 1000 ? throw new IOException("planted") : throw new InvalidOperationException()))
            .Should().ThrowAsync<IOException>();

        OfOthers().Should().Be((0m, 0m));
    }

    [Fact]
    public async Task A_stored_one_is_refused_where_the_account_has_not_what_it_and_the_others_hold()
    {
        HoldingBot.Store(_here.Path, Identity, held: 0.5m);
        var all = _rig.Kraken.Record().Balances["XBT"].Balance;
        _account.Reserve("other", new AccountShare("USD", 0, "XBT", all - 0.4m));

        await this.Awaiting(test => test.RunAsync(_ => { })).Should().ThrowAsync<UserError>()
            .WithMessage("*the bot's open trades 0.5 and those of the other bots of this process *");
    }

    private (decimal Cash, decimal Held) OfOthers() => _account.Others("asks", new AccountShare("USD", 0, "XBT", 0));

    private BotIdentity Identity =>
        HoldingBot.Identity(Name, _bot.Definition.Venue, _rig.Time.GetUtcNow().UtcDateTime);

    private string Name => _bot.Loaded.NameOn("XBTUSD");

    private async Task<BotResult> RunAsync(
        Action<PreparedBot> isReady, params Func<BotProfile, BotSources, IBotFollower>[] followers)
    {
        await using var exchange = OfflineExchange.Connect(
            _rig.Kraken, _rig.Time, _here.Path, NullLoggerFactory.Instance);
        _account.SwitchOf(exchange.Account!).Join("other");
        var host = new BotHost(exchange, RealNetwork.With(_rig.Time), NullLoggerFactory.Instance)
        {
            Account = _account,
            Followers = followers,
        };
        await using var prepared = await new BotBuilder(_bot.Loaded, _bot.Environment, host)
            .PrepareAsync(CancellationToken.None).WaitAsync(Guard);
        isReady(prepared);
        return await prepared.RunAsync(CancellationToken.None).WaitAsync(Guard);
    }

    /// <summary>An order of an earlier session rests at the exchange.</summary>
    private async Task<string> StoreRestingOrderAsync()
    {
        var bot = Identity;
        var id = ClientOrderId.Of(bot.Id, 1, 1);
        var placed = await _rig.OrderAsync(
            $"type=buy&ordertype=limit&price=1000&volume=0.002&oflags=fciq&cl_ord_id={id}");
        HoldingBot.Store(_here.Path, bot, held: 0, new AttemptRecord
        {
            Id = id,
            Attempt = 1,
            Number = 1,
            Intent = new OrderIntent(OrderPurpose.Open, Side.Buy, 0.002m, 1000, Trade: 0, "up", OrderStyle.Limit),
            Reserved = 2,
            DecidedAt = bot.Created,
            SentAt = bot.Created,
            State = OrderState.Accepted,
            ExchangeId = placed,
        });
        return placed;
    }

    private OrderStatus StatusOf(string order) => _rig.Kraken.Record().Orders.Single(one => one.Id == order).Status;
}
