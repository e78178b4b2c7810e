using System.Globalization;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken.Rest;
using TradingBot.Simulators.Kraken;
using TradingBot.Simulators.Kraken.Accounts;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.State;
using Xunit.Abstractions;

namespace TradingBot.Tests.Kraken;

/// <summary>
/// The whole client against the whole simulator over HTTP, as fast as the client allows itself: not one call refused,
/// and at least 90 % of the allowance used. Both live by a clock that the client's waiting moves. A short run in the
/// tests; <c>TRADINGBOT_RATE_CALLS=100000 dotnet test -c Release --filter RateLimitHttp</c> is the long one.
/// </summary>
public class RateLimitHttpTests(ITestOutputHelper output)
{
    private static readonly int Calls = int.Parse(
        Environment.GetEnvironmentVariable("TRADINGBOT_RATE_CALLS") ?? "1500", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Public_calls_are_never_refused_and_use_the_allowance()
    {
        await using var rig = await HttpRig.StartAsync();

        for (var i = 0; i < Calls; i++)
            Succeeded(await rig.RunAsync(rig.Client.Public.TimeAsync(CancellationToken.None)));

        ShouldHaveUsed(rig, Calls, burst: 30, decay: 1);
    }

    [Fact]
    public async Task Private_reads_are_never_refused_and_use_the_allowance()
    {
        await using var rig = await HttpRig.StartAsync();
        var starter = TierLimits.Of(TradingBot.Simulators.Kraken.Accounts.AccountTier.Starter);
        var used = 0.0;

        for (var i = 0; i < Calls; i++)
        {
            var isHistory = i % 10 == 0; // charged four times as much
            if (isHistory)
                Succeeded(await rig.RunAsync(
                    rig.Client.Account.ClosedOrdersAsync(new ClosedOrdersFilter(), CancellationToken.None)));
            else
                Succeeded(await rig.RunAsync(rig.Client.Account.BalanceExAsync(CancellationToken.None)));
            used += isHistory ? 4 : 1;
        }

        ShouldHaveUsed(rig, used, starter.Calls, starter.CallDecay);
    }

    [Fact]
    public async Task Orders_and_cancels_are_never_refused_and_use_the_allowance()
    {
        await using var rig = await HttpRig.StartAsync();
        var starter = TierLimits.Of(TradingBot.Simulators.Kraken.Accounts.AccountTier.Starter);
        var used = 0.0;

        for (var i = 0; i < Calls / 2; i++)
        {
            var order = TestKraken.MarketBuy() with
            {
                ClientOrderId = new Guid(i, 0, 0, new byte[8]),
                LimitPrice = 100, // far below the market
            };
            Succeeded(await rig.RunAsync(rig.Client.Orders.AddOrderAsync(order.AtKraken(), CancellationToken.None)));
            var placed = rig.Client.Time.GetUtcNow();
            var reference = new OrderReference(order.Instrument, order.ClientOrderId);
            Succeeded(await rig.RunAsync(
                rig.Client.Orders.CancelOrderAsync(TestKraken.Pair, reference, CancellationToken.None)));
            used += TradingPenalty.Add + TradingPenalty.Cancel(rig.Client.Time.GetUtcNow() - placed);
        }

        ShouldHaveUsed(rig, used, starter.Trading, starter.TradingDecay);
    }

    /// <summary>Every call was sent once and took: a refused read would have been sent again.</summary>
    private void ShouldHaveUsed(HttpRig rig, double cost, double burst, double decay)
    {
        rig.Requests.Should().Be(Calls);
        var used = cost / (burst + rig.Elapsed.TotalSeconds * decay);
        output.WriteLine(FormattableString.Invariant($"{Calls} calls in {rig.Elapsed}, {used:P1} of the allowance"));
        used.Should().BeInRange(0.9, 1);
    }

    private static void Succeeded<T>(Answer<T> answer) => answer.Should().BeOfType<Answer<T>.Success>();

    private sealed class HttpRig : IAsyncDisposable
    {
        private readonly ToSimulator _network = new();
        private readonly DateTimeOffset _start;

        private HttpRig()
        {
            Client = new TestKraken(_network);
            _start = Client.Time.GetUtcNow();
        }

        public TestKraken Client { get; }

        public int Requests => _network.Requests;

        public TimeSpan Elapsed => Client.Time.GetUtcNow() - _start;

        private OfflineKraken Kraken { get; set; } = null!;

        public static async Task<HttpRig> StartAsync()
        {
            var rig = new HttpRig();
            rig.Kraken = await OfflineKraken.StartAsync(new OfflineKrakenOptions
            {
                Time = new WithoutTimers(rig.Client.Time),
                Tier = TradingBot.Simulators.Kraken.Accounts.AccountTier.Starter,
                Keys = new Dictionary<string, string> { ["KEY"] = TestKraken.Secret },
                Markets = [MarketSetup.Synthetic("XBTUSD")],
                History = TimeSpan.FromDays(1),
            });
            rig._network.Address = rig.Kraken.RestAddress;
            return rig;
        }

        /// <summary>Waits for the network in real time and for the client's allowance in none.</summary>
        public Task<T> RunAsync<T>(Task<T> call) => Client.Time.RunAsync(call);

        public async ValueTask DisposeAsync()
        {
            await Kraken.DisposeAsync();
            Client.Dispose();
            _network.Dispose();
        }
    }

    /// <summary>Carries requests for Kraken to the simulator, over real connections, and counts them.</summary>
    private sealed class ToSimulator() : DelegatingHandler(DirectHandler.Create())
    {
        public Uri Address { get; set; } = null!;

        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
        {
            Requests++;
            request.RequestUri = new Uri(Address, request.RequestUri!.PathAndQuery);
            return base.SendAsync(request, cancellation);
        }
    }

    /// <summary>
    /// The client's clock for a server that answers calls only: its own timers would move the clock while the client
    /// waits for the network.
    /// </summary>
    private sealed class WithoutTimers(TimeProvider time) : TimeProvider, ITimer
    {
        public override long TimestampFrequency => time.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

        public override long GetTimestamp() => time.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => this;

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
