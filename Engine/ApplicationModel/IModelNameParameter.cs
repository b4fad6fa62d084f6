namespace Aspire.Hosting.ApplicationModel;

/// <summary>An attribute that marks a parameter as a name of the model.</summary>
public interface IModelNameParameter;
