
namespace TradingBot.Worlds;

/// <summary>What goes wrong in a world, each with a rate of its own; in many worlds most of it does not.</summary>
internal sealed class Chaos
{
    private readonly Random _random;
    private readonly Census _census;
    private readonly double[] _rates;

    public Chaos(Random random, Census census)
    {
        (_random, _census) = (random, census);
        _rates = [.. Enum.GetValues<Fault>().Select(fault => random.NextDouble() < 0.35 ? random.NextDouble() * Most(fault) : 0)];
    }

    /// <summary>False in peace.</summary>
    public bool IsOn { get; set; } = true;

    /// <summary>True where it goes wrong now.</summary>
    public bool Happens(Fault fault)
    {
        if (!IsOn || _rates[(int)fault] <= _random.NextDouble())
            return false;
        _census.Count(fault.ToString());
        return true;
    }

    /// <summary>Seconds.</summary>
    public double Between(double least, double most) => least + (most - least) * _random.NextDouble();

    public int Below(int limit) => _random.Next(limit);

    // What ends a session's start is rarer: a world has to get going.
    private static double Most(Fault fault) => fault switch
    {
        Fault.NoConnection or Fault.RequestLost or Fault.ReplyLost or Fault.ReplyCut or Fault.GatewayError => 0.25,
        Fault.ReplyTruncated or Fault.ServiceError or Fault.RateLimit => 0.15,
        Fault.RequestTwice or Fault.OrderHidden or Fault.PartialFill or Fault.LateFill => 0.5,
        Fault.FrameLost or Fault.FrameTwice or Fault.SequenceGap or Fault.FrameInPieces => 0.05,
        Fault.SocketRefused => 0.3,
        Fault.TokenRefused => 0.05,
        _ => 0.2,
    };
}
