namespace TradingBot.Telemetry.DogStatsd;

/// <summary>What a service check says; the numbers are the protocol's.</summary>
internal enum ServiceStatus
{
    Ok = 0,
    Warning = 1,
    Critical = 2,
    Unknown = 3,
}
