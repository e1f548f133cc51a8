{
  'targets': [{
    'target_name': 'figsift',
    'type': 'none',
    'actions': [{
      'action_name': 'cmake',
      'inputs': ['CMakeLists.txt'],
      'outputs': ['build/never'],
      'action': ['npm', 'run', '--silent', 'build:native'],
    }],
  }],
}
