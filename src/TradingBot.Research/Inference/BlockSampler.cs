namespace TradingBot.Research.Inference;

/// <summary>
/// Draws which days make up the resamples of a series. Of the stationary bootstrap the draws are defined to the last
/// bit: a new block begins where a uniform is below 1 over the mean length, at a day that the next uniform says.
/// </summary>
internal sealed class BlockSampler
{
    private readonly SplitMix64 _random;
    private readonly Block[] _blocks;
    private readonly int _days;
    private readonly int _length;
    private readonly double _endsBlock;
    private readonly bool _isCircular;

    /// <exception cref="ArgumentException">No days, a block shorter than a day, fewer than one resample.</exception>
    public BlockSampler(ResamplePlan plan, int days)
    {
        if (!(plan.BlockDays >= 1) || plan.Resamples < 1)
        {
            throw new ArgumentException(
                $"blocks of {plan.BlockDays} days, {plan.Resamples} resamples: both must be at least 1", nameof(plan));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        _random = new SplitMix64(plan.Seed);
        _blocks = new Block[days];
        _days = days;
        _isCircular = plan.Circular;
        _length = (int)Math.Min(Math.Round(plan.BlockDays), days);
        _endsBlock = 1 / plan.BlockDays;
    }

    /// <summary>The next resample: blocks that are together as long as the series; valid until the next one.</summary>
    public ReadOnlySpan<Block> Next()
    {
        var count = 0;
        for (var at = 0; at < _days; count++)
        {
            var start = _random.NextBelow(_days);
            var length = _isCircular ? Math.Min(_length, _days - at) : NextLength(_days - at);
            _blocks[count] = new Block(start, length);
            at += length;
        }

        return _blocks.AsSpan(0, count);
    }

    private int NextLength(int most)
    {
        var length = 1;
        while (length < most && _random.NextUniform() >= _endsBlock)
            length++;
        return length;
    }

    /// <summary>Some days on end; the first day follows the last.</summary>
    public readonly record struct Block(int Start, int Length);
}
