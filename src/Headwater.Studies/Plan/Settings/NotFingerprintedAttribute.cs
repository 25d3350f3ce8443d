namespace Headwater.Studies;

/// <summary>A setting that changes where or how often, not what: left out of the fingerprint.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotFingerprintedAttribute : Attribute;
