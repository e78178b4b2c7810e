using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using TradingBot.Simulators.Kraken.Faults;
using TradingBot.Simulators.Kraken.Notation;
using TradingBot.Simulators.Kraken.Rest;
using TradingBot.Simulators.Kraken.Sockets;
using TradingBot.Simulators.Kraken.State;

namespace TradingBot.Simulators.Kraken;

/// <summary>
/// What tests in other languages steer the simulator by, under <c>/control/</c>, for callers on this machine only:
/// <c>POST faults</c> (a scenario), <c>GET faults</c> (how often each rule has happened), <c>POST status</c>
/// (<c>{"status":"maintenance"}</c>), <c>POST drop</c> (breaks all sockets), <c>GET record</c>; and what others do to
/// the account: <c>POST balance</c> (<c>{"asset":"ZUSD","amount":"-50"}</c>) and <c>POST order</c> (as AddOrder's
/// JSON, without a nonce).
/// </summary>
internal sealed class ControlServer(Exchange exchange, SocketHub hub, Action happened)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        try
        {
            var answer = Run($"{context.Request.Method} {context.Request.Path}", body);
            if (answer is null)
                context.Response.StatusCode = StatusCodes.Status404NotFound;
            else
                await WriteAsync(context, answer);
        }
        catch (Exception wrong) when (wrong is JsonException or KrakenRefusal)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await WriteAsync(context, new JsonObject { ["error"] = wrong.Message });
        }

        happened();
    }

    private JsonObject? Run(string call, string body)
    {
        lock (exchange.Gate)
        {
            exchange.Advance();
            switch (call)
            {
                case "POST /control/faults":
                    exchange.Faults.Use(FaultScenario.Parse(body));
                    return [];
                case "GET /control/faults":
                    return new JsonObject { ["happened"] = Happened() };
                case "POST /control/status":
                    var word = RequestParameters.OfJson(Encoding.UTF8.GetBytes(body)).Required("status");
                    exchange.SetStatus(ExchangeStatusExtensions.Parse(word) ?? throw new JsonException(
                        $"'{word}' is not a status; use online, maintenance, cancel_only or post_only"));
                    return [];
                case "POST /control/drop":
                    hub.AbortAll();
                    return [];
                case "POST /control/balance":
                    ChangeBalance(RequestParameters.OfJson(Encoding.UTF8.GetBytes(body)));
                    return [];
                case "POST /control/order":
                    return OrderEndpoints
                        .AddOrder(exchange, RequestParameters.OfJson(Encoding.UTF8.GetBytes(body))).AsObject();
                case "GET /control/record":
                    return Record();
                default:
                    return null;
            }
        }
    }

    private void ChangeBalance(RequestParameters parameters)
    {
        var name = parameters.Required("asset");
        var asset = exchange.FindAsset(name) ?? throw new JsonException($"'{name}' is no asset of a pair");
        var amount = parameters.Amount("amount") is { } given && given != 0
            ? decimal.Round(given, asset.Decimals)
            : throw new JsonException("\"amount\" must be a number that is not 0");
        if (!exchange.TryChangeBalance(asset, amount))
            throw new JsonException($"there is not so much {asset.AltName} that no open order holds");
    }

    private JsonObject Record()
    {
        var orders = exchange.Venue.Orders.Select(order => (JsonNode)new JsonObject
        {
            ["id"] = order.Id,
            ["order"] = OrderJson.Of(exchange, order, withTrades: true),
        });
        var fills = exchange.Venue.Trades.Select(fill => (JsonNode)new JsonObject
        {
            ["id"] = fill.Id,
            ["fill"] = OrderJson.Of(exchange, [fill]),
        });
        return new JsonObject
        {
            ["orders"] = new JsonArray([.. orders]),
            ["fills"] = new JsonArray([.. fills]),
            ["balances"] = AccountEndpoints.BalanceEx(exchange, RequestParameters.OfForm("")),
            ["subscriptions"] = new JsonArray([.. hub.Channels().Select(channel => (JsonNode)channel)]),
            ["faults"] = Happened(),
        };
    }

    /// <summary>How often each rule of the scenario has happened.</summary>
    private JsonArray Happened() => new([.. exchange.Faults.Happened().Select(count => (JsonNode)count)]);

    private static Task WriteAsync(HttpContext context, JsonNode answer)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(Wire.Json(answer), context.RequestAborted);
    }
}
