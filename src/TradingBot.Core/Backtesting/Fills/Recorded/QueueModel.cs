using System.Globalization;

namespace TradingBot.Core.Backtesting.Fills.Recorded;

/// <summary>
/// How a resting order comes to the front of its price level. A book of price levels shows how much has been cancelled
/// at a price but not where in the queue, so a model says how much of it stood behind the order.
/// </summary>
/// <remarks>
/// Formulas: hftbacktest, models/queue.rs. The logarithmic ones depend on the unit of the quantities, so the same
/// market in thousandths of a coin gives other fills.
/// </remarks>
public sealed class QueueModel
{
    private const int Decimals = 12; // more than quantities have; without rounding, a third would leave dust ahead

    /// <summary>The share of a cancellation that stood behind, given what stands ahead (above 0) and behind.</summary>
    private readonly Func<decimal, decimal, decimal>? _shareBehind;

    private QueueModel(string name, Func<decimal, decimal, decimal>? shareBehind = null) =>
        (Name, _shareBehind) = (name, shareBehind);

    /// <summary>An order is filled by trades beyond its price only, as where no book is recorded.</summary>
    public static QueueModel TradeThrough { get; } = new("trade-through");

    /// <summary>All that is cancelled stood behind, as long as that is possible.</summary>
    public static QueueModel RiskAverse { get; } = new("risk-averse");

    /// <summary>Each unit in the queue is as likely as any other to be cancelled. The default.</summary>
    public static QueueModel Proportional { get; } =
        new("proportional", static (ahead, behind) => behind / (ahead + behind));

    /// <summary>ln(1 + behind) against ln(1 + ahead).</summary>
    public static QueueModel Log { get; } = Of("log", static (ahead, behind) =>
        double.LogP1(behind) / (double.LogP1(behind) + double.LogP1(ahead)));

    /// <summary>ln(1 + behind) against ln(1 + both).</summary>
    public static QueueModel Log2 { get; } = Of("log2", static (ahead, behind) =>
        double.LogP1(behind) / double.LogP1(behind + ahead));

    /// <summary>For messages and settings.</summary>
    public string Name { get; }

    /// <summary>behindⁿ against aheadⁿ; with 1 it is <see cref="Proportional"/>, as the other powers are.</summary>
    /// <param name="exponent">Above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The exponent is not above 0 or not finite.</exception>
    public static QueueModel Power(double exponent) => OfPower("power", exponent, (ahead, behind) =>
        1 / (1 + Math.Pow(ahead / behind, exponent)));

    /// <summary>behindⁿ against (ahead + behind)ⁿ.</summary>
    /// <param name="exponent">Above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The exponent is not above 0 or not finite.</exception>
    public static QueueModel Power2(double exponent) => OfPower("power2", exponent, (ahead, behind) =>
        Math.Pow(behind / (ahead + behind), exponent));

    /// <summary>1 less aheadⁿ against (ahead + behind)ⁿ.</summary>
    /// <param name="exponent">Above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The exponent is not above 0 or not finite.</exception>
    public static QueueModel Power3(double exponent) => OfPower("power3", exponent, (ahead, behind) =>
        1 - Math.Pow(ahead / (ahead + behind), exponent));

    /// <summary>What stands ahead after a cancellation in the queue.</summary>
    /// <param name="ahead">Before it, base units.</param>
    /// <param name="behind">Before it, base units, 0 or more.</param>
    /// <param name="cancelled">Base units, at most both together.</param>
    /// <returns>0 at least; what a level holds may limit it further.</returns>
    internal decimal AheadAfter(decimal ahead, decimal behind, decimal cancelled)
    {
        if (_shareBehind is null || ahead <= 0)
            return ahead;
        var fromBehind = _shareBehind(ahead, behind) * cancelled;
        var fromAhead = cancelled - fromBehind;
        var moreThanBehind = Math.Max(0, fromBehind - behind); // it can only have stood ahead
        return decimal.Round(Math.Max(0, ahead - fromAhead - moreThanBehind), Decimals);
    }

    private static QueueModel OfPower(string name, double exponent, Func<double, double, double> shareBehind)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exponent);
        if (!double.IsFinite(exponent))
            throw new ArgumentOutOfRangeException(nameof(exponent), exponent, "a finite number above 0 is expected");
        return Of(string.Create(CultureInfo.InvariantCulture, $"{name} {exponent}"), shareBehind);
    }

    private static QueueModel Of(string name, Func<double, double, double> shareBehind) =>
        new(name, (ahead, behind) => (decimal)Math.Clamp(shareBehind((double)ahead, (double)behind), 0, 1));
}
