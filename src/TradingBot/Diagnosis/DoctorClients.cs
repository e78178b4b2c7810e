using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TradingBot.Kraken;
using TradingBot.Kraken.Rest;

namespace TradingBot.Diagnosis;

/// <summary>Kraken's clients as a doctor wants them: less patient, and silent.</summary>
internal static class DoctorClients
{
    /// <summary>So that two attempts end, with their reason, before a check does.</summary>
    private static readonly PipelineTimes Times = new()
    {
        ReadLimit = TimeSpan.FromSeconds(6),
        Retries = 1,
        RefusalPause = TimeSpan.FromSeconds(2),
    };

    /// <param name="kraken">Where it is.</param>
    /// <param name="key">Null: the public interface only.</param>
    public static ServiceProvider Of(KrakenOptions kraken, ApiKey? key)
    {
        var services = new ServiceCollection().AddLogging().AddKrakenPublic(kraken);
        if (key is not null)
            services.AddKrakenPrivate(kraken, key);
        services.AddSingleton(provider => new KrakenPipelines(
            TimeProvider.System, provider.GetRequiredService<ILogger<KrakenPipelines>>(), Times));
        return services.BuildServiceProvider();
    }
}
