using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Contract.Answers;

namespace TradingBot.Bots.Orders;

/// <summary>
/// Has the exchange check each paper order with <c>validate</c>, as the original bot did, and logs what it says. The
/// answers change nothing and nothing waits for them.
/// </summary>
internal sealed partial class OrderValidation(
    IExchange exchange, IAccount account, Instrument instrument, ILogger<OrderValidation> log)
{
    /// <summary>More than any strategy decides on one candle; what comes beyond is left out and said so.</summary>
    private const int MaxWaiting = 200;

    private readonly Channel<NewOrder> _waiting =
        Channel.CreateBounded<NewOrder>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });

    private string Venue => exchange.Venue.DisplayName;

    /// <summary>Takes an order to be checked; returns at once.</summary>
    public void Ask(in OrderRequest request)
    {
        var order = NewOrder.Of(instrument, request, Guid.NewGuid(), deadline: null);
        if (!_waiting.Writer.TryWrite(order))
            LeftOut(Venue, order.SideWord, order.Volume, MaxWaiting);
    }

    /// <summary>Asks, one order after the other, until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await foreach (var order in _waiting.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
                Show(order, await account.ValidateAsync(order, cancellation).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The session ends.
        }
    }

    private void Show(NewOrder order, Answer<string> answer)
    {
        switch (answer)
        {
            case Answer<string>.Success success:
                Accepted(Venue, order.SideWord, order.Volume, success.Value);
                break;
            case Answer<string>.Rejected rejected:
                Refused(Venue, order.SideWord, order.Volume, rejected.Error.Text);
                break;
            default:
                NotAnswered(Venue, order.SideWord, order.Volume, AnswerText.Of(answer));
                break;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Venue} would accept the order, {Side} {Volume}: {Order}")]
    private partial void Accepted(string venue, string side, decimal volume, string order);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Venue} would refuse the order, {Side} {Volume}: {Reason}")]
    private partial void Refused(string venue, string side, decimal volume, string reason);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Venue} did not say whether it would accept the order, {Side} {Volume}: {Reason}")]
    private partial void NotAnswered(string venue, string side, decimal volume, string reason);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Venue} is not asked about the order, {Side} {Volume}: {Count} others wait already")]
    private partial void LeftOut(string venue, string side, decimal volume, int count);
}
