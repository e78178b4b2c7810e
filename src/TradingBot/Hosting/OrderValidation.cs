using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using TradingBot.Core.Orders;
using TradingBot.Kraken;
using TradingBot.Kraken.Rest;
using TradingBot.Kraken.Rest.Wire;

namespace TradingBot.Hosting;

/// <summary>
/// Has Kraken check each paper order with <c>validate</c>, as the original bot did, and logs what it says. The answers
/// change nothing and nothing waits for them.
/// </summary>
internal sealed partial class OrderValidation(OrderRest orders, PairNames pair, ILogger<OrderValidation> log)
{
    /// <summary>More than any strategy decides on one candle; what comes beyond is left out and said so.</summary>
    private const int MostWaiting = 200;

    private readonly Channel<NewOrder> _waiting =
        Channel.CreateBounded<NewOrder>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    /// <summary>Takes an order to be checked; returns at once.</summary>
    public void Ask(in OrderRequest request)
    {
        var order = new NewOrder
        {
            Pair = pair,
            Side = request.Side,
            Kind = request.Rests ? OrderKind.Limit : OrderKind.Market,
            LimitPrice = request.Rests ? request.Intent.Price : null,
            IsPostOnly = request.Intent.Style == OrderStyle.PostOnly,
            Volume = request.Volume,
            Leverage = request.IsOnMargin ? request.Intent.Leverage : null,
            IsReduceOnly = request.IsReduceOnly,
            ClientOrderId = Guid.NewGuid().ToString(),
            IsValidatedOnly = true,
        };
        if (!_waiting.Writer.TryWrite(order))
            LeftOut(order.SideWord, order.Volume, MostWaiting);
    }

    /// <summary>Asks, one order after the other, until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await foreach (var order in _waiting.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
                Show(order, await orders.AddOrderAsync(order, cancellation).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The session ends.
        }
    }

    private void Show(NewOrder order, Answer<OrderPlaced> answer)
    {
        switch (answer)
        {
            case Answer<OrderPlaced>.Success success:
                var inKrakensWords = success.Value.Description.Order ?? "";
                Accepted(order.SideWord, order.Volume, inKrakensWords);
                break;
            case Answer<OrderPlaced>.Rejected rejected:
                Refused(order.SideWord, order.Volume, rejected.Error.Text);
                break;
            default:
                NotAnswered(order.SideWord, order.Volume, AnswerText.Of(answer));
                break;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Kraken would accept the order, {Side} {Volume}: {Order}")]
    private partial void Accepted(string side, decimal volume, string order);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Kraken would refuse the order, {Side} {Volume}: {Reason}")]
    private partial void Refused(string side, decimal volume, string reason);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Kraken did not say whether it would accept the order, {Side} {Volume}: {Reason}")]
    private partial void NotAnswered(string side, decimal volume, string reason);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Kraken is not asked about the order, {Side} {Volume}: {Count} others wait already")]
    private partial void LeftOut(string side, decimal volume, int count);
}
