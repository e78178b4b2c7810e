namespace TradingBot.Simulators.Kraken.Faults;

/// <summary>Decides at each occasion whether something goes wrong.</summary>
internal sealed class FaultInjector
{
    private readonly Lock _gate = new();
    private FaultScenario _scenario = FaultScenario.None;
    private long[] _occasions = [];
    private int[] _happened = [];

    /// <summary>Starts a scenario from its beginning.</summary>
    public void Use(FaultScenario scenario)
    {
        lock (_gate)
        {
            _scenario = scenario;
            _occasions = new long[scenario.Rules.Count];
            _happened = new int[scenario.Rules.Count];
        }
    }

    /// <summary>How often each rule of the scenario has happened.</summary>
    public IReadOnlyList<int> Happened()
    {
        lock (_gate)
            return [.. _happened];
    }

    /// <summary>The fault that happens now, if any.</summary>
    /// <param name="occasion">The endpoint, method or channel.</param>
    /// <param name="possible">The kinds that can happen here.</param>
    public FaultRule? Next(string occasion, ReadOnlySpan<FaultKind> possible)
    {
        lock (_gate)
        {
            for (var i = 0; i < _scenario.Rules.Count; i++)
            {
                var rule = _scenario.Rules[i];
                if (possible.Contains(rule.Fault) && (rule.On == "*" || rule.On == occasion) && Happens(i, rule))
                    return rule;
            }
        }

        return null;
    }

    private bool Happens(int index, FaultRule rule)
    {
        if (rule.Times > 0 && _happened[index] >= rule.Times)
            return false;
        var occasion = ++_occasions[index];
        if (occasion <= rule.Skip || Chance(index, occasion) >= rule.Probability)
            return false;
        _happened[index]++;
        return true;
    }

    /// <summary>
    /// 0 up to 1, from the seed, the rule and the number of the occasion: other rules do not disturb it.
    /// </summary>
    private double Chance(int index, long occasion)
    {
        unchecked
        {
            var bits = _scenario.Seed + (ulong)index * 0x9E3779B97F4A7C15UL;
            bits ^= (ulong)occasion * 0xD1B54A32D192ED03UL;
            bits = (bits ^ (bits >> 32)) * 0xD6E8FEB86659FD93UL;
            bits = (bits ^ (bits >> 32)) * 0xD6E8FEB86659FD93UL;
            return (bits >> 11) / (double)(1UL << 53);
        }
    }
}
