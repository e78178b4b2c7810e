using System.Net;

namespace TradingBot.Connections;

/// <summary>HTTP without a will of its own: what is sent is sent once, to the address that was named.</summary>
internal static class DirectHandler
{
    /// <summary>A handler that never sends anything twice by itself: no redirects, no cookies, no retries.</summary>
    public static HttpMessageHandler Create() => new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
    };
}
