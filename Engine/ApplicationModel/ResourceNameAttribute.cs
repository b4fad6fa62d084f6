namespace Aspire.Hosting.ApplicationModel;

/// <summary>Marks a parameter that takes a resource's name, so that analyzers can check it.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ResourceNameAttribute : Attribute, IModelNameParameter;

/// <summary>Marks a parameter that takes an endpoint's name, so that analyzers can check it.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class EndpointNameAttribute : Attribute, IModelNameParameter;

/// <summary>An attribute that marks a parameter as a name of the model.</summary>
public interface IModelNameParameter;
