using System.Runtime.InteropServices;

namespace TradingBot.Core.Backtesting.Fills.Recorded;

/// <summary>
/// Where an order stands in the queue of its price level: what stands ahead of it falls with the trades at the price
/// and with what is cancelled there.
/// </summary>
/// <remarks>
/// A trade and the fall of its level are one event that a recording tells twice, in either order. So a fall that no
/// trade explains yet waits for one; when none has come in time, it was a cancellation.
/// </remarks>
/// <param name="model">What a cancellation says.</param>
/// <param name="pairing">How far apart a fall and its trade may be stamped by the exchange.</param>
internal sealed class QueuePosition(QueueModel model, TimeSpan pairing)
{
    private readonly List<Fall> _falls = []; // no trade explains them yet
    private readonly List<(DateTime Time, decimal Volume)> _trades = []; // the level has not fallen by them yet
    private decimal? _level;

    /// <summary>What stands ahead of the order, base units; null: it is not known.</summary>
    public decimal? Ahead { get; private set; }

    /// <summary>The order comes to the end of the queue.</summary>
    /// <param name="level">What rests at its price, base units; null: it is not recorded.</param>
    public void Join(decimal? level)
    {
        Ahead = level;
        Know(level);
    }

    /// <summary>The level is shown anew, after changes that nobody has seen.</summary>
    /// <param name="level">Base units; null: it is not recorded.</param>
    public void Know(decimal? level)
    {
        _falls.Clear();
        _trades.Clear();
        _level = level;
        if (level is { } most && !(Ahead <= most))
            Ahead = most; // whoever is ahead of it is still in the level
    }

    /// <summary>Nobody stands ahead any more: the market has been beyond the price.</summary>
    public void BecomeFirst() => Ahead = 0;

    /// <summary>Takes a trade at the order's price.</summary>
    /// <param name="volume">As printed, base units.</param>
    /// <param name="reaching">What own orders before this one have left of it, base units.</param>
    /// <param name="time">Exchange time.</param>
    /// <returns>What comes to the order, base units.</returns>
    public decimal Trade(decimal volume, decimal reaching, DateTime time)
    {
        Settle(time);
        for (var i = 0; i < _falls.Count && volume > 0; i++)
        {
            var fall = _falls[i];
            if ((time - fall.Time).Duration() > pairing)
                continue;
            var explained = Math.Min(volume, fall.Volume);
            volume -= explained;
            _falls[i] = fall with { Volume = fall.Volume - explained };
        }

        _falls.RemoveAll(static fall => fall.Volume == 0);
        if (volume > 0)
            _trades.Add((time, volume));
        if (Ahead is not { } ahead)
            return 0;
        Ahead = Math.Max(0, ahead - reaching);
        return Math.Max(0, reaching - ahead);
    }

    /// <summary>Takes a change of the level at the order's price.</summary>
    /// <param name="level">What rests there now, base units.</param>
    /// <param name="time">Exchange time.</param>
    public void Update(decimal level, DateTime time)
    {
        Settle(time);
        if (_level is not { } before)
        {
            Know(level);
            return;
        }

        _level = level;
        if (level < before)
            Fell(before - level, time);
        else
            Joined(level - before);
        // An older trade is in what the level shows now: it explains no later fall.
        while (_trades.Count > 0 && time - _trades[0].Time > pairing)
            _trades.RemoveAt(0);
        var most = level + Waiting();
        if (Ahead > most)
            Ahead = most;
    }

    private void Fell(decimal volume, DateTime time)
    {
        while (volume > 0 && _trades.Count > 0)
        {
            var explained = Math.Min(volume, _trades[0].Volume);
            volume -= explained;
            if (explained == _trades[0].Volume)
                _trades.RemoveAt(0);
            else
                _trades[0] = (_trades[0].Time, _trades[0].Volume - explained);
        }

        if (volume > 0)
            _falls.Add(new Fall(time, volume, Joined: 0));
    }

    private void Joined(decimal volume)
    {
        for (var i = 0; i < _falls.Count; i++)
            _falls[i] = _falls[i] with { Joined = _falls[i].Joined + volume };
    }

    /// <summary>A fall for which no trade has come was a cancellation.</summary>
    private void Settle(DateTime time)
    {
        while (_falls.Count > 0 && time - _falls[0].Time > pairing)
        {
            var fall = _falls[0];
            _falls.RemoveAt(0);
            if (_level is not { } level || Ahead is not { } ahead)
                continue;
            var after = level + Waiting();
            var behind = Math.Max(0, after + fall.Volume - fall.Joined - ahead);
            Ahead = Math.Min(model.AheadAfter(ahead, behind, fall.Volume), after);
        }
    }

    /// <summary>What the level has fallen by and the order's place has not, base units.</summary>
    private decimal Waiting()
    {
        var sum = 0m;
        foreach (ref readonly var fall in CollectionsMarshal.AsSpan(_falls))
            sum += fall.Volume;
        return sum;
    }

    /// <summary>A level became smaller.</summary>
    /// <param name="Time">Exchange time.</param>
    /// <param name="Volume">By what no trade explains yet, base units.</param>
    /// <param name="Joined">What has come to the level since, behind the order, base units.</param>
    private readonly record struct Fall(DateTime Time, decimal Volume, decimal Joined);
}
