using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using TradingBot.Connections;
using TradingBot.Kraken.Rest;

namespace TradingBot.Kraken;

/// <summary>Puts the client's parts into a service collection.</summary>
internal static class KrakenRegistration
{
    private const string HttpClientName = "Kraken";

    // Every answer fits many times over; a body without end does not fill the memory.
    private const int MostBodyBytes = 64 * 1024 * 1024;

    /// <summary>
    /// Public interface only. The clients are single objects that share one set of counters; the connections below them
    /// are renewed by the handler, which is what the factory is used for.
    /// </summary>
    public static IServiceCollection AddKrakenPublic(this IServiceCollection services, KrakenOptions options)
    {
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpClient(HttpClientName, http => Configure(http, options))
            .ConfigurePrimaryHttpMessageHandler(DirectHandler.Create)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            // The factory's own loggers would print headers at trace level, the key's among them.
            .RemoveAllLoggers();
        services.AddSingleton(provider => new KrakenPipelines(
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<KrakenPipelines>>()));
        services.AddSingleton(provider =>
            new RestAllowances(options.Tier, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new PublicRest(
            Client(provider),
            provider.GetRequiredService<KrakenPipelines>(),
            provider.GetRequiredService<RestAllowances>()));
        return services;
    }

    /// <summary>The private interface of one key on top of <see cref="AddKrakenPublic"/>.</summary>
    public static IServiceCollection AddKrakenPrivate(
        this IServiceCollection services, KrakenOptions options, ApiKey key)
    {
        services.AddSingleton(key);
        services.AddSingleton(provider => new NonceSource(
            NonceFile.Open(NoncePath(options, key)), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new PrivateTransport(
            Client(provider),
            provider.GetRequiredService<KrakenPipelines>(),
            provider.GetRequiredService<RestAllowances>(),
            key,
            provider.GetRequiredService<NonceSource>()));
        services.AddSingleton<AccountRest>();
        services.AddSingleton(provider => new OrderRest(
            provider.GetRequiredService<PrivateTransport>(), provider.GetRequiredService<RestAllowances>().Trading)
        {
            AgreesToTrading = options.AgreesToTrading,
        });
        return services;
    }

    /// <summary>One file a key, named after the key's fingerprint.</summary>
    public static string NoncePath(KrakenOptions options, ApiKey key) =>
        Path.Combine(options.StateDirectory, $"kraken-nonce-{key.Fingerprint}.txt");

    /// <summary>
    /// Sets a client up as the transports need it: addressed, named, and without a time limit of its own.
    /// </summary>
    public static void Configure(HttpClient http, KrakenOptions options)
    {
        http.BaseAddress = options.Rest;
        http.Timeout = Timeout.InfiniteTimeSpan;
        http.MaxResponseContentBufferSize = MostBodyBytes;
        var version = Assembly.GetExecutingAssembly().GetName().Version?.ToString(3) ?? "0";
        http.DefaultRequestHeaders.UserAgent.ParseAdd("TradingBot/" + version);
    }

    private static HttpClient Client(IServiceProvider provider) =>
        provider.GetRequiredService<IHttpClientFactory>().CreateClient(HttpClientName);
}
