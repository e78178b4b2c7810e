using TradingBot.Core.Charts;
using TradingBot.Core.Market;
using TradingBot.Exchanges;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Simulators.Kraken;
using TradingBot.Simulators.Kraken.Faults;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.State;
using TradingBot.Simulators.Matching.Orders;
using AccountTier = TradingBot.Simulators.Kraken.Accounts.AccountTier;
using SimulatedStatus = TradingBot.Simulators.Kraken.Notation.ExchangeStatus;

namespace TradingBot.Tests.Exchanges;

/// <summary>Kraken's row: the offline Kraken and its words for what can go wrong.</summary>
internal sealed class KrakenUnderTest : IVenueUnderTest
{
    public IVenue Venue { get; } = Venues.Find("kraken")!;

    public async Task<IOfflineExchange> StartAsync(TimeProvider time, string tier) => new Offline(
        await OfflineKraken.StartAsync(new OfflineKrakenOptions
        {
            Time = time,
            History = TimeSpan.FromHours(1),
            Markets = [Busy(MarketSetup.Synthetic("XBTUSD"))],
            Tier = Enum.Parse<AccountTier>(tier, ignoreCase: true),
        }));

    /// <summary>A trade every two seconds, so that no test waits for one.</summary>
    private static MarketSetup Busy(MarketSetup market) => market with { Candles = new BusyCandles(market.Candles) };

    private sealed class BusyCandles(ICandleSource calm) : ICandleSource
    {
        public ReadOnlyMemory<Candle> Next() => calm.Next().ToArray().Select(candle => new Candle(
            candle.OpenSeconds, candle.Open, candle.High, candle.Low, candle.Close, candle.Volume, tradeCount: 30))
            .ToArray();
    }

    private sealed class Offline(OfflineKraken kraken) : IOfflineExchange
    {
        public Uri Address => kraken.RestAddress;

        public ApiKey Key => new(kraken.Credentials.Key, kraken.Credentials.Secret);

        public IReadOnlyList<string> PairNames { get; } = ["XBT/USD", "BTC/USD", "XBTUSD", "btcusd", "XXBTZUSD"];

        public DateTime Now => kraken.Clock.GetUtcNow().UtcDateTime;

        public IReadOnlyList<AcceptedOrder> Orders => [.. kraken.Record().Orders.Select(order => new AcceptedOrder(
            order.Id,
            Guid.TryParse(order.Ticket.ClientId, out var id) ? id : null,
            order.Status is OrderStatus.Open or OrderStatus.Pending,
            order.Filled,
            order.Cost,
            order.Fee))];

        public (decimal Base, decimal Quote) Balances
        {
            get
            {
                var balances = kraken.Record().Balances;
                return (balances["XBT"].Balance, balances["USD"].Balance);
            }
        }

        public IReadOnlyList<Trade> Tape => [.. kraken.Record().Tape["XBTUSD"].Select(trade => new Trade(
            trade.Id, trade.Time, (double)trade.Price, (double)trade.Volume, trade.Taker))];

        public int Happened => kraken.FaultsHappened().Sum();

        public ValueTask DisposeAsync() => kraken.DisposeAsync();

        public void DropConnections() => kraken.DropConnections();

        public void AcceptOrders(bool all) =>
            kraken.SetStatus(all ? SimulatedStatus.Online : SimulatedStatus.CancelOnly);

        public void Repair() => kraken.Use(FaultScenario.None);

        public void Break(Fault fault, Call call, int times) => kraken.Use(new FaultScenario(
            Seed: 1, [.. MethodsOf(call).Select(method => RuleOf(fault, method) with { On = method, Times = times })]));

        /// <summary>By REST and by WebSocket.</summary>
        private static string[] MethodsOf(Call call) => call switch
        {
            Call.Place => ["AddOrder", "add_order"],
            Call.Cancel => ["CancelOrder", "cancel_order"],
            Call.Balances => ["BalanceEx"],
            _ => ["Time"],
        };

        private static FaultRule RuleOf(Fault fault, string method)
        {
            var isSocket = char.IsLower(method[0]);
            var kind = fault switch
            {
                Fault.AnswerLost => FaultKind.LostReply,
                Fault.ArrivesTwice => FaultKind.RequestTwice,
                Fault.ServerError or Fault.ServerErrorAfterEffect when !isSocket => FaultKind.HttpError,
                _ => FaultKind.Error,
            };
            return new FaultRule
            {
                Fault = kind,
                Applied = fault == Fault.ServerErrorAfterEffect,
                Error = fault switch
                {
                    Fault.Maintenance => "EService:Unavailable",
                    Fault.NonceRefused => isSocket ? "EAPI:Invalid token" : "EAPI:Invalid nonce",
                    Fault.SignatureRefused => "EAPI:Invalid signature",
                    Fault.RateLimited when method.Contains("rder", StringComparison.Ordinal) =>
                        "EOrder:Rate limit exceeded",
                    Fault.RateLimited => "EAPI:Rate limit exceeded",
                    _ => "EGeneral:Internal error",
                },
            };
        }
    }
}
