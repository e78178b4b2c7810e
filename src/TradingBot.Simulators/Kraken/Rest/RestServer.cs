using System.Text;
using Microsoft.AspNetCore.Http;
using TradingBot.Simulators.Kraken.Faults;
using TradingBot.Simulators.Kraken.Notation;
using TradingBot.Simulators.Kraken.State;

namespace TradingBot.Simulators.Kraken.Rest;

/// <summary>REST over HTTP, and what can go wrong on the way there and back.</summary>
internal sealed class RestServer(Exchange exchange, TimeProvider time, Action happened)
{
    private const int LargestBody = 1 << 20;

    private static readonly FaultKind[] Possible =
    [
        FaultKind.LostRequest, FaultKind.LostReply, FaultKind.LateRequest, FaultKind.LateReply, FaultKind.RequestTwice,
        FaultKind.HttpError, FaultKind.TruncatedJson, FaultKind.Error, FaultKind.StaleReply, FaultKind.Maintenance,
        FaultKind.ClockSkew,
    ];

    private readonly RestCalls _calls = new(exchange);

    public async Task HandleAsync(HttpContext context)
    {
        if (await ReadAsync(context.Request) is not { } call)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var fault = exchange.Faults.Next(call.Method, Possible);
        if (fault is null)
            await WriteAsync(context, Answer(call));
        else
            await FailAsync(context, call, fault);
    }

    private async Task FailAsync(HttpContext context, RestCall call, FaultRule fault)
    {
        var delay = TimeSpan.FromMilliseconds(fault.Milliseconds);
        switch (fault.Fault)
        {
            case FaultKind.LostRequest:
                context.Abort();
                break;
            case FaultKind.LostReply:
                Answer(call);
                context.Abort();
                break;
            case FaultKind.LateRequest:
                // not the client's token: a request on its way arrives whether or not somebody still waits
                await Task.Delay(delay, time, CancellationToken.None);
                await WriteAsync(context, Answer(call));
                break;
            case FaultKind.LateReply:
                var late = Answer(call);
                await Task.Delay(delay, time, context.RequestAborted);
                await WriteAsync(context, late);
                break;
            case FaultKind.RequestTwice:
                Answer(call);
                await WriteAsync(context, Answer(call));
                break;
            case FaultKind.HttpError:
                await FailWithPageAsync(context, call, fault);
                break;
            case FaultKind.TruncatedJson:
                var whole = Answer(call);
                await WriteAsync(context, whole[..(whole.Length / 2)]);
                break;
            case FaultKind.StaleReply:
                await WriteAsync(context, Answer(call, age: delay));
                break;
            case FaultKind.Error:
                if (fault.Applied)
                    Answer(call);
                await WriteAsync(context, RestCalls.Text([fault.Error], result: null));
                break;
            default:
                Change(fault);
                await WriteAsync(context, Answer(call));
                break;
        }
    }

    private async Task FailWithPageAsync(HttpContext context, RestCall call, FaultRule fault)
    {
        if (fault.Applied)
            Answer(call);
        context.Response.StatusCode = fault.Status;
        context.Response.ContentType = "text/html; charset=UTF-8";
        await context.Response.WriteAsync(
            $"<!DOCTYPE html>\n<html><head><title>{fault.Status}</title></head>\n"
            + $"<body><center><h1>{fault.Status} Bad gateway</h1></center><hr><center>cloudflare</center></body>\n"
            + "</html>\n",
            context.RequestAborted);
    }

    private void Change(FaultRule fault)
    {
        lock (exchange.Gate)
        {
            exchange.Advance();
            var length = TimeSpan.FromMilliseconds(fault.Milliseconds);
            if (fault.Fault == FaultKind.ClockSkew)
                exchange.Skew = length;
            else
                exchange.SetStatus(ExchangeStatus.Maintenance, length);
        }
    }

    private string Answer(RestCall call, TimeSpan age = default)
    {
        var text = _calls.Answer(call, age);
        happened();
        return text;
    }

    private static async Task WriteAsync(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = Encoding.UTF8.GetByteCount(json);
        await context.Response.WriteAsync(json, context.RequestAborted);
    }

    /// <summary>Null for a path that is not Kraken's or a body beyond all reason.</summary>
    private static async Task<RestCall?> ReadAsync(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        var parts = path.Split('/');
        // a method may have several parts, as Earn/Strategies
        if (parts is not ["", "0", "public" or "private", _, ..] || request.ContentLength > LargestBody)
            return null;
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        return new RestCall(
            path,
            parts[2] == "private",
            string.Join('/', parts[3..]),
            request.QueryString.Value?.TrimStart('?') ?? "",
            body.ToArray(),
            request.Headers["API-Key"],
            request.Headers["API-Sign"],
            request.HttpContext.Connection.RemoteIpAddress?.ToString() ?? "");
    }
}
