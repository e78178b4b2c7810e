using System.Net;
using System.Text;
using TradingBot.Worlds.Exchange;
using TradingBot.Worlds.Machine;

namespace TradingBot.Worlds.Lines;

/// <summary>The way of REST calls from the process to the exchange and back, with all that may happen to them on it.</summary>
internal sealed class HttpLine(Process process, KrakenModel kraken) : HttpMessageHandler
{
    private Chaos Chaos => kraken.Chaos;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var cancelled = cancellationToken.Register(() => answer.TrySetCanceled(cancellationToken));
        if (process.IsDead)
            return await answer.Task.ConfigureAwait(false);
        if (Chaos.Happens(Fault.NoConnection))
        {
            Back(Chaos.Between(0.01, 1), () => Fail(answer, HttpRequestError.ConnectionError));
            return await answer.Task.ConfigureAwait(false);
        }

        var body = request.Content is { } content
            ? Encoding.ASCII.GetString(await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false))
            : request.RequestUri!.Query.TrimStart('?');
        var call = new WireCall(
            request.RequestUri!.AbsolutePath, body, Header(request, "API-Key"), Header(request, "API-Sign"));
        Leave(call, answer);
        return await answer.Task.ConfigureAwait(false);
    }

    private static string? Header(HttpRequestMessage request, string name) =>
        request.Headers.TryGetValues(name, out var values) ? values.First() : null;

    private void Leave(WireCall call, TaskCompletionSource<HttpResponseMessage> answer)
    {
        if (Chaos.Happens(Fault.RequestLost))
            return;
        var way = Chaos.Between(0.01, 0.2);
        if (Chaos.Happens(Fault.RequestLate))
            way += Chaos.Between(3, 30);
        kraken.Time.After(way, () => Return(kraken.Rest.Answer(call), answer));
        if (call.IsPrivate && Chaos.Happens(Fault.RequestTwice))
        {
            if (call.Name == "AddOrder" && call["validate"] is null)
                kraken.Census.Count("orders that arrived twice");
            // The copy may be first, or a good deal later than the answer; the first answer back is the one that counts.
            kraken.Time.After(Chaos.Between(0.005, way * 2), () => Return(kraken.Rest.Answer(call), answer));
        }

        if (Chaos.Happens(Fault.ReplyCut))
            Back(Chaos.Between(0.01, 0.5), () => Fail(answer, HttpRequestError.ResponseEnded));
    }

    private void Return(WireReply reply, TaskCompletionSource<HttpResponseMessage> answer)
    {
        if (Chaos.Happens(Fault.ReplyLost))
            return;
        var way = Chaos.Between(0.01, 0.3);
        if (Chaos.Happens(Fault.ReplyLate))
            way += Chaos.Between(3, 30);
        var body = reply.Body;
        if (Chaos.Happens(Fault.ReplyTruncated))
            body = body[..Chaos.Below(body.Length)];
        Back(way, () => answer.TrySetResult(new HttpResponseMessage((HttpStatusCode)reply.Status)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        }));
    }

    private void Back(double seconds, Action action) => kraken.Time.After(seconds, () => process.Hand(action));

    private static void Fail(TaskCompletionSource<HttpResponseMessage> answer, HttpRequestError error) =>
        answer.TrySetException(new HttpRequestException(error, "in this world"));
}
