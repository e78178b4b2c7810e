using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Core.Engine;
using TradingBot.Core.Orders;
using TradingBot.Exchanges.Feeds;
using TradingBot.Exchanges.Kraken;
using TradingBot.Exchanges.Kraken.Limits;
using TradingBot.Exchanges.Kraken.Sockets;
using TradingBot.Exchanges.Kraken.Sockets.Wire;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Hosting;

/// <summary>What the private connection tells becomes an event, and what it leaves out is asked for again.</summary>
public class AccountFeedTests
{
    private static readonly Guid Id = new("12345678-1234-4234-8234-123456789abc");

    [Theory]
    [InlineData("USD", true)]
    [InlineData("BTC", true)]
    [InlineData("KFEE", false)]
    public async Task A_fill_is_booked_as_told_only_where_its_fee_is_in_one_of_the_pairs_assets(
        string asset, bool isBooked)
    {
        await using var server = new SocketServer(isPrivate: true);
        var (receive, queue) = FeedOn(server);

        receive(Fill(asset, sequence: 1));

        queue.Reader.TryRead(out var received).Should().BeTrue();
        var happened = received.Event.Should().BeOfType<EngineEvent.OrderReported>().Subject;
        (happened.Id, happened.Report.Execution is not null).Should().Be((Id, isBooked));
    }

    [Theory]
    [InlineData(true, 0.4)]
    [InlineData(false, null)]
    public async Task A_fill_that_a_snapshot_tells_without_our_id_is_booked_where_the_order_is_known(
        bool isKnown, double? booked)
    {
        await using var server = new SocketServer(isPrivate: true);
        var (receive, queue) = FeedOn(server);
        if (isKnown)
        {
            // as recorded: the first row of an order's life has no cum_qty
            receive(new SocketMessage.Executions(false, 1, [new()
            {
                OrderId = "O1",
                ClientOrderId = Id.ToString("D"),
                Step = "pending_new",
                OrderStatus = "pending_new",
                Quantity = 0.4m,
                FilledCost = 0,
            }]));
            queue.Reader.TryRead(out var placed).Should().BeTrue();
            placed.Event.Should().BeOfType<EngineEvent.OrderReported>().Which.Report.Filled.Should().Be(0);
        }

        var fill = Fill("USD", sequence: 1);
        receive(fill with { IsSnapshot = true, Rows = [fill.Rows[0] with { ClientOrderId = null, OrderStatus = "filled" }] });

        queue.Reader.TryRead(out var received).Should().Be(isKnown, "the others are found by asking for our id");
        var report = (received.Event as EngineEvent.OrderReported)?.Report;
        ((double?)report?.Execution?.Volume).Should().Be(booked);
        report?.Status.Should().Be(ReportedStatus.Open, "the order's end is told with its totals");
    }

    [Theory]
    [InlineData("online", ExchangeMode.Online)]
    [InlineData("post_only", ExchangeMode.PostOnly)]
    [InlineData("cancel_only", ExchangeMode.CancelOnly)]
    [InlineData("maintenance", ExchangeMode.Maintenance)]
    [InlineData("anything else", ExchangeMode.Maintenance)]
    public async Task The_trader_is_told_what_the_exchange_accepts(string word, ExchangeMode mode)
    {
        await using var server = new SocketServer(isPrivate: true);
        var (receive, queue) = FeedOn(server);

        receive(new SocketMessage.Status(new StatusRow { System = word }));

        queue.Reader.TryRead(out var received).Should().BeTrue();
        received.Event.Should().BeOfType<EngineEvent.ModeChanged>().Which.Mode.Should().Be(mode);
    }

    [Fact]
    public async Task After_a_hole_in_the_numbering_the_account_is_subscribed_to_anew()
    {
        await using var server = new SocketServer(isPrivate: true);
        var (receive, _) = FeedOn(server);
        await server.AcceptAsync();
        server.Socket.Subscribe(Subscription.Executions);
        await server.AcknowledgeAsync();
        await server.NextAsync<SocketMessage.Acknowledged>();

        receive(Fill("USD", sequence: 1));
        receive(Fill("USD", sequence: 3));
        await server.AdvanceAsync(1);
        await server.SendAsync("""{"channel":"heartbeat"}""");
        await server.NextAsync<SocketMessage.Heartbeat>();
        await server.AdvanceAsync(4);

        (await server.ReadAsync()).GetProperty("method").GetString().Should().Be("unsubscribe");
        (await server.ReadAsync()).GetProperty("method").GetString().Should().Be("subscribe");
    }

    private static (Action<SocketMessage> Receive, EngineQueue Queue) FeedOn(SocketServer server)
    {
        var (queue, receive) = (new EngineQueue(), (Action<SocketMessage>?)null);
        var stream = new KrakenAccountStream(
            new TradingAllowance(AccountTier.Starter, server.Time),
            receiver =>
            {
                receive = receiver;
                return server.Socket;
            },
            NullLogger.Instance);
        stream.Listen(Alone.Feed(queue, () => DateTime.UnixEpoch));
        return (receive!, queue);
    }

    private static SocketMessage.Executions Fill(string feeAsset, long sequence) => new(false, sequence, [new()
    {
        OrderId = "O1",
        ClientOrderId = Id.ToString("D"),
        Symbol = "BTC/USD",
        Step = "trade",
        FillId = $"T{sequence}",
        FillQuantity = 0.4m,
        FillPrice = 25_000m,
        Fees = [new FeeAmount { Asset = feeAsset, Amount = 0.1m }],
    }]);
}
