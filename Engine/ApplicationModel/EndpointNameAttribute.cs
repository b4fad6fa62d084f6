namespace Aspire.Hosting.ApplicationModel;

/// <summary>Marks a parameter that takes an endpoint's name, so that analyzers can check it.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class EndpointNameAttribute : Attribute, IModelNameParameter;
